"""Table structures: what a table's columns are for, reusable and versioned (as an SDMX data structure definition is)."""
