"""The BPS bundle on disk: writing and verifying the ZIP and the files in it."""
