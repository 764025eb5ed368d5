"""BigTime."""
