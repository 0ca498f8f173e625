"""The ports of the use cases over CKAN's database session."""
