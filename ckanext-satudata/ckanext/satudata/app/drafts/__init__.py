"""Use cases of a draft: create, update, its file and its check."""
