"""Use cases about people and posts: give, end, import."""
