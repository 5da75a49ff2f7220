"""The report of a launch: a new shop beside the live one."""
