"""Who holds which post: the rules of assignments, and the reading of a workbook of them."""
