"""Links, redirects and files."""
