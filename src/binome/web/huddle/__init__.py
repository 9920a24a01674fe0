"""The morning huddle and the evening round; who does what, and for how long, by role."""
