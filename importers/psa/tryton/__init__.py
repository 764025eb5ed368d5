"""Tryton, the project side."""
