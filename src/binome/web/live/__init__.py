"""What screens hear while they are open: the hub and the stream."""
