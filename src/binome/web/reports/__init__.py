"""The month and the year of the practice, on paper."""
