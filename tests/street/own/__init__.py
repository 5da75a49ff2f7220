"""The own shop of the street: Blue Mug, in the manner of a Dawn theme."""
