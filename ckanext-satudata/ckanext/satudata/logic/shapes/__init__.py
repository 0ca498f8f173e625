"""What actions answer: plain dictionaries of plain values."""
