"""Tags of analytics and advertising: what a page asks for says which, and whether it sends."""

import pytest

from crawler.records import TagSeen
from crawler.render.policy import TRACKING
from crawler.render.tags import TAGS, owner_of
from tests.checks.shown import screens

pytestmark = pytest.mark.browser

HITS = {
    "Google Analytics 4": "https://shop.example/g/collect?v=2&tid=G-ABCDEF1234&en=page_view&gcs=G111",
    "Universal Analytics": "https://www.google-analytics.com/j/collect?v=1&tid=UA-12345-1&t=pageview",
    "Google Ads": "https://googleads.g.doubleclick.net/pagead/viewthroughconversion/1/?id=AW-1",
    "Floodlight": "https://ad.doubleclick.net/activityi;src=1;type=a",
    "Meta Pixel": "https://www.facebook.com/tr?id=123456&ev=PageView",
    "TikTok": "https://analytics.tiktok.com/api/v2/pixel?sdkid=ABC",
    "Pinterest": "https://ct.pinterest.com/v3/?tid=26120&event=init",
    "Microsoft Ads": "https://bat.bing.com/action/0?ti=4000&evt=pageLoad",
    "Microsoft Clarity": "https://k.clarity.ms/collect",
    "Hotjar": "https://in.hotjar.com/api/v2/client/sites/1/visit-data",
    "Klaviyo": "https://a.klaviyo.com/api/track?company_id=AbCdEf",
    "Criteo": "https://sslwidget.criteo.com/event?a=1234",
    "Snapchat": "https://tr.snapchat.com/p?pid=abc",
    "Reddit": "https://www.reddit.com/rp.gif?id=t2_abc",
    "LinkedIn": "https://px.ads.linkedin.com/collect?pid=1234",
    "Matomo": "https://stats.shop.example/matomo.php?idsite=3&rec=1",
}
LIBRARIES = {
    "Google Tag Manager": "https://www.googletagmanager.com/gtm.js?id=GTM-ABCDEF",
    "Google Analytics 4": "https://www.googletagmanager.com/gtag/js?id=G-ABCDEF1234",
    "Google Ads": "https://www.googletagmanager.com/gtag/js?id=AW-123456789",
    "Meta Pixel": "https://connect.facebook.net/signals/config/123456?v=2",
    "Matomo": "https://stats.shop.example/matomo.js",
}
OTHERS = (
    "https://stats.g.doubleclick.net/g/collect?v=2&tid=G-ABCDEF1234",
    "https://shop.example/collections/g/collect-them-all",
    "https://www.facebook.com/trends",
)


def tags(*urls: str, body: str = "") -> dict[tuple[str, str], TagSeen]:
    lines = "".join(f"new Image().src = '{url}';" for url in urls)
    facts = screens().show(f"<h1>x</h1>{body}<script>{lines}</script>", blocked=TRACKING)
    assert facts.tags is not None
    return {(one.tag, one.id): one for one in facts.tags.tags}


def test_every_tag_is_known_by_what_it_sends() -> None:
    found = tags(*HITS.values())
    assert {name for name, _ in found} == set(HITS)
    assert all(one.hits == one.free_hits == 1 and not one.loaded for one in found.values())
    assert ("Meta Pixel", "123456") in found
    assert {tag.name for tag in TAGS if tag.hit} == set(HITS), "each has its case"


def test_nothing_that_a_tag_sends_leaves_the_browser() -> None:
    lines = "".join(f"new Image().src = '{url}';" for url in HITS.values())
    facts = screens().show(f"<h1>x</h1><script>{lines}</script>", blocked=TRACKING)
    assert {item.url for item in facts.failed_requests if item.blocked} == set(HITS.values())


def test_a_program_that_is_loaded_sends_nothing_yet_and_others_are_no_tags() -> None:
    found = tags(*LIBRARIES.values(), *OTHERS)
    assert {name for name, _ in found} == set(LIBRARIES)
    assert all(one.loaded and not one.hits for one in found.values())
    assert ("Google Tag Manager", "GTM-ABCDEF") in found


def test_several_events_of_one_request_are_several_hits() -> None:
    url = "https://region1.google-analytics.com/g/collect?v=2&tid=G-ABCDEF1234&_p=7&gcs=G100"
    body = r"en=page_view&_s=1\r\nen=view_item&_s=2"
    found = tags(body=f"<script>navigator.sendBeacon('{url}', '{body}')</script>")
    one = found["Google Analytics 4", "G-ABCDEF1234"]
    assert (one.hits, one.free_hits, len(one.page_views)) == (2, 0, 1)


def test_ids_that_wait_for_a_choice_are_read_from_the_page() -> None:
    facts = screens().show(
        '<h1>x</h1><script type="text/plain">gtag("config", "G-ABCDEF1234")</script>'
        "<p>Model UA-1 and G-STAR</p>",
        tags=("G-ABCDEF1234",),
    )
    assert facts.tags is not None
    assert facts.tags.written == facts.tags.expected == ("G-ABCDEF1234",)


@pytest.mark.parametrize(
    ("name", "owner"),
    [("_ga", "Google Analytics 4"), ("_ga_ABC", "Google Analytics 4"), ("_fbp", "Meta Pixel"),
     ("_gallery", ""), ("session", ""), ("_pk_id.1.aa", "Matomo")],
)  # fmt: skip
def test_a_cookie_belongs_to_its_tag_only_by_its_whole_name(name: str, owner: str) -> None:
    assert owner_of(name) == owner
