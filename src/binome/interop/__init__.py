"""Foreign tongues: each read_… and write_…, and what was lost."""
