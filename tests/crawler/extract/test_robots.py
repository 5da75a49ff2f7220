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


def test_only_rules_end_a_group() -> None:
    """As Google reads it: two agents that a foreign line parts share the rules that follow."""
    robots = Robots.parse(
        "User-agent: a\nCrawl-delay: 3\nNoindex: /x\nUser-agent: b\nDisallow: /\n"
    )
    assert not robots.allows("https://shop.example/", "a")
    assert not robots.allows("https://shop.example/", "b")
    assert robots.crawl_delay("a") == 3


def test_escapes_are_compared_as_they_are_written() -> None:
    robots = Robots.parse(
        "User-agent: *\nDisallow: /caf\u00e9\nDisallow: /%7Ebob\nDisallow: /~eve\n"
    )
    assert not robots.allows("https://shop.example/caf%C3%A9/menu", "Googlebot")
    assert not robots.allows("https://shop.example/caf%c3%a9/menu", "Googlebot")
    assert not robots.allows("https://shop.example/%7Ebob", "Googlebot")
    assert robots.allows("https://shop.example/~bob", "Googlebot")
    assert not robots.allows("https://shop.example/~eve/a", "Googlebot")


def test_a_name_that_is_no_token_obeys_the_rules_for_all() -> None:
    robots = Robots.parse("User-agent: *\nDisallow: /\nUser-agent: My\nAllow: /\n")
    assert not robots.allows("https://shop.example/", "My Shop Bot/2")
    assert robots.allows("https://shop.example/", "My/2")
