"""Saying which column of a file is which, with a live preview."""
