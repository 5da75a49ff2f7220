"""What a phone shows. Playwright lives here and nowhere else."""
