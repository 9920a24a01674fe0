"""The demonstration: its people, its past, and a day that goes on by itself."""
