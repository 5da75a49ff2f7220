"""Names of data files, which pages and writers must agree on."""

import re


def page_name(file: str) -> str:
    """`issues-seo-title-missing` from `issues/seo-title-missing.html`."""
    return re.sub(r"[^a-z0-9\-]+", "-", file.removesuffix(".html").lower())


def shard_name(file: str, table: str) -> str:
    """The data file of a table on a page, without part number and ending."""
    return f"{page_name(file)}.{table}"
