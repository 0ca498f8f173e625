"""Use cases of code lists: look at what a table would change, then take it over."""
