"""The face through which a practice brings its own agenda and patients."""
