"""Files for other programs: CSV, XLSX and JSON, all told from the same model."""
