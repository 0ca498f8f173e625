"""The quality of a published dataset, in five measures counted from facts; no figure without the facts behind it."""
