"""The BPS bundle as rules: its content, names, letter, MS forms, Dalam Angka table, manifest and checks."""
