"""From a sheet to rows of the standard layout."""
