"""Server and security: what the answers of the server say, and what loads without https."""
