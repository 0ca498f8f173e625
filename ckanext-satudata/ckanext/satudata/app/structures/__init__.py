"""Use cases of table structures: made, changed, followed."""
