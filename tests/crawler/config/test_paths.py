"""Starts of paths, and patterns."""

import pytest

from crawler.config.paths import fits, path_pattern


@pytest.mark.parametrize(
    ("pattern", "path", "fit"),
    [
        ("/sale", "/sale/shoes", True),
        ("/sale", "/sales", True),
        ("/sale/", "/sales", False),
        ("/sale/*", "/sale/shoes/red", True),
        ("/sale/*", "/sale", False),
        ("/sale/*/red", "/sale/shoes/red", True),
        ("/sale/*/red", "/sale/shoes/red/42", False),
        ("*/reviews", "/p/mug/reviews", True),
        ("*/reviews", "/p/mug/reviews/2", False),
        ("*", "/", True),
        ("/a.c*", "/abc", False),
        ("/[a]*", "/[a]b", True),
        ("/a*b", "/a\nb", True),
    ],
)
def test_a_pattern_is_meant_to_its_end_and_a_start_is_not(
    pattern: str, path: str, fit: bool
) -> None:
    assert fits(path, pattern) is fit


@pytest.mark.parametrize("wrong", ["sale", "https://shop.example/sale", ""])
def test_what_fits_no_path_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is not a path"):
        path_pattern(wrong)
