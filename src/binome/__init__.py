"""Binôme: the live day of a general practice that works as a team."""
