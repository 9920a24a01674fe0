"""The face of the preparation sheet."""
