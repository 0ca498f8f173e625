"""Figures about the work of reviewing, computed from events and the calendar alone."""
