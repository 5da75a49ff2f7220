from crawler.records import RobotsDirective
from tests.crawler.extract.pages import facts


def test_titles_outside_svg_are_kept_and_folded() -> None:
    head = facts("<title> A \n B </title><title>C</title><svg><title>icon</title></svg>").head
    assert head.titles == ("A B", "C")


def test_canonicals_come_from_head_body_and_the_link_header() -> None:
    head = facts(
        "<head><link rel=canonical href=/a></head><body><p><link rel='Canonical' href='http://['>",
        headers={"Link": '</c>; rel="canonical", </d>; rel=preload'},
    ).head
    assert [(c.href, c.url, c.source) for c in head.canonicals] == [
        ("/a", "https://shop.example/a", "head"),
        ("http://[", None, "body"),
        ("/c", "https://shop.example/c", "header"),
    ]


def test_robots_come_from_metas_and_from_the_header_with_its_agents() -> None:
    head = facts(
        "<meta name=ROBOTS content='noindex, follow'><meta name=googlebot content=nosnippet>",
        headers={"X-Robots-Tag": "max-snippet: 5, googlebot: nofollow, bingbot: noindex"},
    ).head
    assert head.robots == (
        RobotsDirective(agent="robots", content="noindex, follow"),
        RobotsDirective(agent="googlebot", content="nosnippet"),
        RobotsDirective(agent="robots", content="max-snippet: 5", source="header"),
        RobotsDirective(agent="googlebot", content="nofollow", source="header"),
        RobotsDirective(agent="bingbot", content="noindex", source="header"),
    )
    assert head.noindex


def test_hreflangs_viewport_language_generator_and_social_properties() -> None:
    head = facts(
        "<html lang=en-GB><link rel=alternate hreflang=de href=/de>"
        "<link rel=alternate type=rss href=/rss><meta name=viewport content='width=device-width'>"
        "<meta name=generator content=X><meta property=og:title content=T>"
        "<meta name=twitter:card content=summary><meta name=description content=' a  b '>"
    ).head
    assert [(h.code, h.url) for h in head.hreflangs] == [("de", "https://shop.example/de")]
    assert (head.viewports, head.lang, head.generator) == (("width=device-width",), "en-GB", "X")
    assert head.meta == (("og:title", "T"), ("twitter:card", "summary"))
    assert head.descriptions == ("a b",)


def test_an_absent_language_is_none_and_an_empty_one_is_empty() -> None:
    assert facts("<html>").head.lang is None
    assert facts("<html lang>").head.lang == ""
