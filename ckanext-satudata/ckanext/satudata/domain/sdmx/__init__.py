"""A table as SDMX: structure, codes, periods and observations, from its Table Schema and its description."""
