"""Backups of a county, their restoring, and the move to another database."""
