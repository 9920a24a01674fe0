"""The face that books and moves."""
