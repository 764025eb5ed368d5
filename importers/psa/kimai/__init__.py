"""Kimai."""
