"""The price pages: what the market tables of a run say, in words."""
