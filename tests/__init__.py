"""A package, so that no other project's `tests` in the environment is taken for it."""
