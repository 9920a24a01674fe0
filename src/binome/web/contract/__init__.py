"""The aid contract's cockpit: objective, today, pace, next check."""
