"""Volunteer activities: planned, signed up for, done or cancelled; one that is done credits all its townships."""
