"""What might happen: the practice, on simulated days."""
