"""A small shop with addresses without end."""
