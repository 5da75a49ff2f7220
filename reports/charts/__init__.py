"""Charts: one file each, an Altair chart with its sentence and its data table."""
