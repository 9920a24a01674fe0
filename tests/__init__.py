"""A package of its own: a peer we measure against (Ciw) installs another one called `tests`."""
