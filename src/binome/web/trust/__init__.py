"""The face that shows who read what."""
