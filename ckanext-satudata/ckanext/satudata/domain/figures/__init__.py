"""Reading a table for people: roles of columns, periods, the headline figure, the choice of a chart."""
