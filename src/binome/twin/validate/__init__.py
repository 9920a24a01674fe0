"""The twin against theory and other people's numbers: expected, obtained, verdict."""
