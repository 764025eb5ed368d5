"""ERPNext, the project side."""
