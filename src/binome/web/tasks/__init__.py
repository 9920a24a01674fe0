"""Tasks: what the practice has to do, before whom, by when."""
