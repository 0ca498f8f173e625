"""Files made by script, each named for its trait or fault; no binary is kept in the tree."""
