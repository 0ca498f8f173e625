"""Satu Data: how a local government's data are drafted, checked, decided and published in CKAN."""

__version__ = "0.1.0"
