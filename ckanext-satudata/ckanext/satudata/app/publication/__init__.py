"""Use cases of publication: publish, restore."""
