"""From the bytes of a file to a sheet: titles, header, data, footer."""
