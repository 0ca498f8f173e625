"""What tests of every kind share: databases, names, the running portal."""
