"""Names are permanent: what stands here may never change without a migration of the history."""

import pytest

from crawler.records import fingerprint, normalise_url, page_key, site_id, split_page_key


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("HTTPS://Shop.Example", "https://shop.example/"),
        ("https://shop.example:443/a", "https://shop.example/a"),
        ("http://shop.example:80/a", "http://shop.example/a"),
        ("http://shop.example:8080/a", "http://shop.example:8080/a"),
        ("https://shop.example/a/./b/../c/", "https://shop.example/a/c/"),
        ("https://shop.example/../../a", "https://shop.example/a"),
        ("https://shop.example//a//b", "https://shop.example//a//b"),
        ("https://shop.example/A", "https://shop.example/A"),
        ("https://shop.example/a/", "https://shop.example/a/"),
        ("https://shop.example/%7euser/%c3%a9", "https://shop.example/~user/%C3%A9"),
        ("https://shop.example/é b", "https://shop.example/%C3%A9%20b"),
        ("https://shop.example/100%", "https://shop.example/100%25"),
        ("https://shop.example/%2Fa", "https://shop.example/%2Fa"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://shop.example/a?b=2&a=1", "https://shop.example/a?b=2&a=1"),
        ("https://shop.example/a?utm_source=x&b=1&gclid=2&fbclid=3", "https://shop.example/a?b=1"),
        ("https://shop.example/a?utm_medium=x#top", "https://shop.example/a"),
        ("https://shop.example/a?variant=1", "https://shop.example/a?variant=1"),
        ("https://shop.example/a?", "https://shop.example/a"),
        ("https://user:secret@shop.example/a", "https://shop.example/a"),
        ("https://shop.example./a", "https://shop.example/a"),
        ("http://[::1]:8000/a", "http://[::1]:8000/a"),
        ("  https://shop.example/a \n", "https://shop.example/a"),
    ],
)
def test_one_address_has_one_spelling(written: str, normal: str) -> None:
    assert normalise_url(written) == normal
    assert normalise_url(normal) == normal, "normalising twice changes nothing"


@pytest.mark.parametrize(
    "text",
    ["", "shop.example", "mailto:a@b.example", "javascript:alert(1)", "https://", "https://a b/",
     "https://shop.example:99999/", "https://shop.example:x/", "ftp://shop.example/",
     "https://example]org/", "http:///path"],
)  # fmt: skip
def test_what_is_not_a_web_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        normalise_url(text)


def test_an_adapter_drops_its_own_parameters() -> None:
    url = "https://shop.example/products/mug?variant=7&size=m"
    assert normalise_url(url, drop=frozenset({"variant"})).endswith("mug?size=m")


def test_keys_and_fingerprints_are_frozen() -> None:
    key = page_key("blue-mug", "https://shop.example/a?utm_source=mail")
    assert key == "blue-mug:https://shop.example/a"
    assert split_page_key(key) == ("blue-mug", "https://shop.example/a")
    assert fingerprint("seo/title-missing", key) == "e1a70c9d9b3ee452"
    assert fingerprint("links/resource-broken", key, "logo.png") == "5646be867c60fa50"


def test_fingerprints_tell_check_subject_and_about_apart() -> None:
    prints = {fingerprint("a", "b", "c"), fingerprint("ab", "", "c"), fingerprint("a", "bc", "")}
    assert len(prints) == 3


def test_a_site_id_is_safe_in_files_and_keys() -> None:
    assert site_id("Kettle & Co") == "kettle-co"
    assert site_id("127.0.0.1:8000") == "127.0.0.1-8000"
    assert site_id("Ümläüt GmbH") == "ml-t-gmbh"
    assert site_id("???") == "site"
