"""One file or package per neighbour: the database, CKAN's packages, files, DataStore, Frictionless, the bundle."""
