"""The shipped code lists, and tables that office programs hand over."""
