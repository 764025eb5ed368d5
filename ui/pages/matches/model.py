"""Matches has no Qt model beside the shared grid; its side-by-side table is `ui.widgets.compare`."""
