"""The description of a dataset: which fields there are, when each is needed, what is right, what can be known."""
