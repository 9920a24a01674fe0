"""The spoken face."""
