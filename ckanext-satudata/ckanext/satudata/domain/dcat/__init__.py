"""What other machines are told of a published dataset: one description, written in several notations."""
