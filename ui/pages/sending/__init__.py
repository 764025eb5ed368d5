"""Sending: corrections on their way back to the systems."""
