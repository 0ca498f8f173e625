"""Frictionless' own report at many times its speed: where this has not proved that it may answer, Frictionless runs.

Columns are screened, Frictionless' own cell readers decide, and only suspicious rows are looked at one by one.
"""
