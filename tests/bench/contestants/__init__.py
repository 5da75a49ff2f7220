"""Scripts that the other environment's Python runs; nothing here is imported by the bench."""
