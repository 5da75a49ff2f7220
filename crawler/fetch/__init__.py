"""The walk through a shop over HTTP. Scrapy lives here and nowhere else."""
