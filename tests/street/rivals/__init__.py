"""The two rivals of the street. They have no faults; only their prices and stock change."""
