"""Any shop whose system we do not know."""

from crawler.platforms.base import PlatformAdapter

ADAPTER = PlatformAdapter(
    name="generic",
    seed_paths=("/sitemap.xml", "/sitemap_index.xml", "/sitemap-index.xml", "/sitemap.xml.gz"),
    traps=(r"[?&](?:filter|f|facet|selected_facets|price|min_price|max_price)(?:\[[^\]]*\])?=",),
    fix_hints={},
)
