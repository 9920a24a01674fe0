"""Who may do what in this practice, and what the practice agreed on around it."""
