"""Which product of a competitor is which product of ours, and how we know."""
