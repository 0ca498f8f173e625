"""Intake: from an office's spreadsheet to a checked canonical table."""
