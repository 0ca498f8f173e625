"""SDMX files: structure and generic data in SDMX-ML 2.1, data in SDMX-CSV 2.0, all written as a stream."""
