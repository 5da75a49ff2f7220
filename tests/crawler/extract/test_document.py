import pytest

from crawler.extract import parse
from crawler.records import Region

URL = "https://shop.example/a/b"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<title>Krüg</title>".encode("utf-8-sig"), "text/html; charset=iso-8859-1"),
        ("<title>Krüg</title>".encode("latin-1"), "text/html; charset=iso-8859-1"),
        (b"<meta charset=windows-1252><title>Kr\xfcg</title>", "text/html"),
        (b"<title>Kr\xfcg</title>", ""),
        ("<title>Krüg</title>".encode(), ""),
        ("<title>Krüg</title>".encode("utf-16"), ""),
    ],
)
def test_decodes_as_browsers_do(body: bytes, content_type: str) -> None:
    title = parse(body, URL, headers={"Content-Type": content_type}).first("title")
    assert title is not None
    assert title.text() == "Krüg"


@pytest.mark.parametrize(
    "body",
    [b"", b"\0" * 99, b"\xff\xfe\xfa", b"<", b"<meta charset=nope>", b"<div>" * 20_000, "\ud800"],
)
def test_any_bytes_give_a_document(body: bytes | str) -> None:
    document = parse(body, URL)
    assert document.root.tag == "html"
    assert document.main_text is not None


@pytest.mark.parametrize(
    ("href", "url", "fragment"),
    [
        ("c", "https://shop.example/a/c", ""), ("/x#y", "https://shop.example/x", "y"),
        ("//cdn.example/f.js", "https://cdn.example/f.js", ""), ("#top", URL, "top"),
        ("HTTPS://Shop.Example:443/", "https://shop.example/", ""), ("?q=1", URL + "?q=1", ""),
        ("mailto:a@b.example", None, ""), ("tel:1", None, ""), ("javascript:void(0)", None, ""),
        ("", None, ""), ("  ", None, ""), ("http://[::1", None, ""), ("http://", None, ""),
        ("a\nb", "https://shop.example/a/ab", ""), ("\\x\\y", "https://shop.example/x/y", ""),
    ],
)  # fmt: skip
def test_addresses_are_resolved_and_normalised(href: str, url: str | None, fragment: str) -> None:
    assert parse("", URL).resolve(href) == (url, fragment)


def test_base_href_counts_and_a_broken_one_does_not() -> None:
    assert parse("<base href='/z/'>", URL).resolve("c")[0] == "https://shop.example/z/c"
    assert parse("<base href='http://['>", URL).resolve("c")[0] == "https://shop.example/a/c"


def test_regions_come_from_landmarks_and_an_articles_own_header_is_content() -> None:
    document = parse(
        "<header><a id=h></a><nav><a id=n></a></nav></header>"
        "<main><article><header><a id=m></a></header></article></main>"
        "<div role=contentinfo><a id=f></a>",
        URL,
    )
    regions = {node.attributes["id"]: document.region(node) for node in document.css("a")}
    assert regions == {
        "h": Region.HEADER, "n": Region.NAVIGATION, "m": Region.MAIN, "f": Region.FOOTER,
    }  # fmt: skip


def test_regions_fall_back_to_usual_names() -> None:
    document = parse("<div id=header><a></a></div><div class='footer'><a></a></div>", URL)
    assert [document.region(n) for n in document.css("a")] == [Region.HEADER, Region.FOOTER]


def test_text_leaves_scripts_styles_and_templates_out() -> None:
    document = parse(
        "<p>a <b>b</b><script>x</script><style>y</style><template>z</template>"
        "<noscript>n</noscript>",
        URL,
    )
    assert document.text == "a b"
