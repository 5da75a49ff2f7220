"""What the report says, as plain data: one dataclass per kind of page."""
