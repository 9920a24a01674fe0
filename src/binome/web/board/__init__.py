"""The face that shows the day as it happens."""
