"""Agreements on care: who signed with whom, for how long, and who should have one."""
