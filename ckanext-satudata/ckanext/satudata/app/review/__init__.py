"""Use cases of the review: submit, decide, claim, release, withdraw."""
