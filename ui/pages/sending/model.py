"""Sending uses the shared grid model; what is its own is in presenter.py."""
