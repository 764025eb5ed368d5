"""Tempo and Jira worklogs."""
