"""Set-up and life of a clone: environment, services, portal, tests. Standard library only."""
