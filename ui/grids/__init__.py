"""The one editable grid: columns held as lists, an int row map for sort and filter, own painting, facets, paste, bulk edit."""
