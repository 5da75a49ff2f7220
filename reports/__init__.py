"""Shows and tells: turns a run directory and its history into a static site and exports."""
