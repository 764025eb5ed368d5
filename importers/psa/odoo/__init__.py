"""Odoo, the project side."""
