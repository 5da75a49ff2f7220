"""What a style sheet names."""

import pytest

from crawler.extract.styles import style_addresses


@pytest.mark.parametrize(
    ("css", "addresses"),
    [
        ("a { background: url(pic.png) }", ["pic.png"]),
        ("a { background: URL( 'a b.png' ) }", ["a b.png"]),
        ('a { background: url("a(1).png"), url(b.png) }', ["a(1).png", "b.png"]),
        ("@import 'more.css'; @import url(other.css) screen;", ["more.css", "other.css"]),
        ("@font-face { src: url(f.woff2) format('woff2'), url(f.woff) }", ["f.woff2", "f.woff"]),
        ("/* url(old.png) */ a { color: red } /* url(x", []),
        ("a { mask: url(#shape); background: url(data:image/png;base64,AAAA) }", []),
        (r"a { background: url(a\ b.png), url(\63.png) }", ["a b.png", "c.png"]),
        ("a { background: url() } b { background: url( ) }", []),
        ("a { background: url(p.png) } b { background: url(p.png) }", ["p.png"]),
        ("a { background: url('unclosed.png }", []),
        ("", []),
    ],
)
def test_addresses(css: str, addresses: list[str]) -> None:
    assert style_addresses(css) == addresses


def test_a_sheet_without_end_is_bounded() -> None:
    assert len(style_addresses("".join(f"url({n}.png) " for n in range(9_000)))) == 500
    assert style_addresses("url(" * 200_000) == []
