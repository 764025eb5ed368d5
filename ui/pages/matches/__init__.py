"""Matches: which records belong together, judged side by side."""
