"""What if: the practice on simulated days, as it is and as it might be, side by side."""
