"""The practice's own ground: hours, rooms, thresholds."""
