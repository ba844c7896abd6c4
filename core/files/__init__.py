"""Files that are written as a whole, for their user alone, with cells that no spreadsheet runs."""
