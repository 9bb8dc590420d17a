"""What a cell means: a number, an age, a code, a time, an area."""
