"""Registries of codes: lists with versions, what an import would change, regions under both codings, whose codes these are."""
