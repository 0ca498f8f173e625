"""Offices' files as they are, made at run time, each with the truth about it; and the judge of the intake."""
