"""Toggl Track."""
