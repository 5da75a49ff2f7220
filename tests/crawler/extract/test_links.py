import pytest

from crawler.extract.links import srcset
from crawler.records import Region
from tests.crawler.extract.pages import facts


def test_every_kind_of_reference_has_its_tag() -> None:
    links = facts(
        "<link rel=stylesheet href=s.css><link rel=preconnect href=//x.example>"
        "<link rel='dns-prefetch preload' href=//y.example><link rel=icon href=i.png>"
        "<link rel=canonical href=/c><link rel=alternate hreflang=de href=/de>"
        "<script src=j.js></script>"
        "<a href=/a>A</a><map><area href=/b alt=B></map><img src=p.png srcset='q.png 2x'>"
        "<picture><source srcset='r.webp, t.webp 2x'></picture><iframe src=/f></iframe>"
        "<form action=/search></form><style>body { background: url(b.png) }</style>"
        "<p style='background-image: url(&quot;h.png&quot;)'>"
    ).links.links
    assert [(link.tag, link.href) for link in links] == [
        ("link", "s.css"), ("link", "i.png"), ("script", "j.js"), ("a", "/a"), ("area", "/b"),
        ("img", "p.png"), ("img", "q.png"), ("source", "r.webp"), ("source", "t.webp"),
        ("iframe", "/f"), ("form", "/search"), ("css", "b.png"), ("css", "h.png"),
        ("canonical", "/c"), ("hreflang", "/de"),
    ]  # fmt: skip


def test_a_link_has_text_region_rel_and_fragment() -> None:
    first, second, third = facts(
        "<nav><a href='/a?b=1#c' rel='NoFollow sponsored'> Big\n sale </a></nav>"
        "<a href=/i><img src=data:x alt='Red mug'></a><a href=mailto:x aria-label=Mail></a>"
    ).links.links
    assert (first.url, first.fragment, first.text) == (
        "https://shop.example/a?b=1",
        "c",
        "Big sale",
    )
    assert (first.region, first.rel) == (Region.NAVIGATION, ("nofollow", "sponsored"))
    assert second.text == "Red mug"
    assert (third.url, third.text) == (None, "Mail")


def test_platform_parameters_leave_page_links_only() -> None:
    links = facts(
        "<a href='/products/mug?variant=1'>Mug</a><img src='/p.png?variant=1'>", platform="shopify"
    ).links.links
    assert [link.url for link in links] == [
        "https://shop.example/products/mug", "https://shop.example/p.png?variant=1",
    ]  # fmt: skip


def test_links_in_templates_and_noscript_are_not_links() -> None:
    assert (
        facts("<p><template><a href=/a>x</a></template><noscript><a href=/b>y</a>").links.links
        == ()
    )


@pytest.mark.parametrize(
    ("value", "urls"),
    [
        ("a.jpg 1x, b.jpg 2x", ["a.jpg", "b.jpg"]), ("a,b.jpg 1x,c.jpg", ["a,b.jpg", "c.jpg"]),
        (" ,,a 1x (x,y), b", ["a", "b"]), ("", []), ("a.jpg,", ["a.jpg"]),
    ],
)  # fmt: skip
def test_srcset_follows_the_html_standard(value: str, urls: list[str]) -> None:
    assert srcset(value) == urls


def test_images_say_what_loads_and_whether_they_are_decoration() -> None:
    images = facts(
        "<img src=/a.png alt='' width=10 height=20px><img src=data:x data-src=/b.png>"
        "<img src=/c.png role=presentation width=100%><noscript><img src=/d.png></noscript>"
    ).images.images
    assert [(i.src, i.alt, i.width, i.height, i.decorative) for i in images] == [
        ("/a.png", "", 10, 20, False), ("/b.png", None, None, None, False),
        ("/c.png", None, None, None, True),
    ]  # fmt: skip


def test_a_link_without_href_that_a_script_makes_clickable_is_kept_apart() -> None:
    found = facts(
        "<a onclick='go()'>A</a><a data-href=/b>B</a><a id=c>C</a><template><a onclick=x>D</a>"
    ).links
    assert found.links == ()
    assert [(link.text, link.onclick) for link in found.unlinked or ()] == [
        ("A", "go()"), ("B", "/b"),
    ]  # fmt: skip


def test_fragments_of_the_page_itself_that_lead_nowhere() -> None:
    found = facts(
        "<a href='#a'>A</a><a href='#b'>B</a><a href='#%C3%A4'>C</a><a href='#top'>D</a>"
        "<a href='#!/x'>E</a><a href='#tab' role=tab>F</a><a href='/other#z'>G</a>"
        "<i id=a></i><i id=ä></i>"
    ).links
    assert found.lost_fragments == ("b",)


def test_a_link_is_unnamed_when_nothing_in_it_says_where_it_leads() -> None:
    links = facts(
        "<a href=/a></a><a href=/b><img src=b.png alt=''></a><a href=/c><i title=C></i></a>"
        "<a href=/d><svg><title>D</title></svg></a><a href=/e aria-hidden=true></a><a href=/f>F</a>"
    ).links.links
    assert [link.href for link in links if link.unnamed] == ["/a", "/b"]


def test_what_meta_tags_say_of_addresses() -> None:
    found = facts(
        "<meta http-equiv=Refresh content='0; url=/new'>"
        "<meta http-equiv=Content-Security-Policy content=Upgrade-Insecure-Requests>"
    ).links
    assert (found.refresh, found.upgrades) == ("0; url=/new", True)
    assert (facts("<p>a").links.refresh, facts("<p>a").links.upgrades) == (None, False)
