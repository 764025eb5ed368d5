"""QuickBooks Time."""
