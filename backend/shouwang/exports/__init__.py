"""Ledgers (台账) as files that look like the paper ones: workbooks and CSV, made anew from the records each time."""
