"""Everhour."""
