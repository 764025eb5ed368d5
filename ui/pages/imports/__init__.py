"""Import: files read, their totals, what could not be read."""
