"""What attacks on the portal share: a full house of people and data, CKAN with all it ships, what must not change."""
