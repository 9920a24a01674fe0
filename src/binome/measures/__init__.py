"""What it amounts to: one figure, one function, on the columns of the journal."""
