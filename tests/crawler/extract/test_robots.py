import os

from crawler.extract import Robots

RULES = b"""\xef\xbb\xbfUser-agent: Storewalk/1.0 (+https://x.example)
Disallow: /private
Crawl-delay: 2.5

User-agent: *
Disallow: /cart
Allow: /cart/open$
Sitemap: https://shop.example/s.xml
"""


def test_the_group_of_the_agent_wins_over_the_star() -> None:
    robots = Robots.parse(RULES)
    assert not robots.allows("https://shop.example/private/a", "Storewalk/2 (bot)")
    assert robots.allows("https://shop.example/cart", "Storewalk/2 (bot)")
    assert not robots.allows("https://shop.example/cart", "Googlebot")
    assert robots.allows("https://shop.example/cart/open", "Googlebot")


def test_delay_and_sitemaps() -> None:
    robots = Robots.parse(RULES)
    assert (robots.crawl_delay("storewalk"), robots.crawl_delay("x")) == (2.5, None)
    assert robots.sitemaps == ("https://shop.example/s.xml",)


def test_unreadable_rules_allow_everything() -> None:
    for body in (b"", b"<html>", b"\x00\xff", os.urandom(500).replace(b"*", b"")):
        assert Robots.parse(body).allows("https://shop.example/", "Storewalk")
