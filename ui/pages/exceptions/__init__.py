"""Exceptions: every control that does not hold, worked in an editable grid."""
