"""Use cases of the BPS bundle: build, register, answer."""
