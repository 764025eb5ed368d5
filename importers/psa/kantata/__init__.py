"""Kantata."""
