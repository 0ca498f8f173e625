"""The worker: takes rows of work, does them, and retries what failed."""
