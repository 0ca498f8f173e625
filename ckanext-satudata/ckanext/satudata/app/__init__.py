"""Use cases over ports. Standard library and the rules only; every use case is one transaction of its unit of work."""
