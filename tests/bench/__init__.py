"""The benchmark: a generated shop, a server, and the crawlers that walk it. See README.md."""
