"""Findings that are everywhere become one for each cause; the others keep theirs."""

import pytest

from crawler.checks import findings as module
from crawler.checks.findings import FindingBook
from crawler.records import Finding, Severity, fingerprint

SHOP = "https://shop.example"
CHECK = "seo/title-missing"


def finding(path: str, *, cause: str = CHECK, about: str = "") -> Finding:
    subject = f"shop:{SHOP}{path}"
    return Finding(
        id=fingerprint(CHECK, subject, about),
        check=CHECK,
        severity=Severity.ERROR,
        site="shop",
        subject=subject,
        url=SHOP + path,
        about=about,
        message=f"No title on {path}.",
        cause=cause,
    )


def template_of(site: str, url: str) -> str:
    """/p/1 is of the template /p/*, anything in the root folder of none."""
    folder = url.removeprefix(SHOP).split("/")[1:-1]
    return f"/{folder[0]}/*" if folder else ""


def gathered(*found: Finding) -> list[Finding]:
    book = FindingBook()
    for one in found:
        book.add(one)
    return book.findings(template_of)


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than three findings of a check are too many."""
    monkeypatch.setattr(module, "COLLAPSE_ABOVE", 3)


def test_the_template_is_the_cause_of_what_names_none() -> None:
    found = gathered(finding("/a/1", cause="menu"), finding("/b/1"), finding("/alone"))
    causes = {one.url.removeprefix(SHOP): (one.cause, one.template) for one in found}
    assert causes == {"/a/1": ("menu", "/a/*"), "/b/1": ("/b/*", "/b/*"), "/alone": (CHECK, "")}


def test_the_same_finding_twice_counts_once() -> None:
    assert len(gathered(finding("/a"), finding("/a"), finding("/a", about="b"))) == 2


@pytest.mark.usefixtures("three")
def test_too_many_become_one_for_each_template() -> None:
    found = gathered(
        *(finding(f"/p/{n}") for n in range(5)), *(finding(f"/c/{n}") for n in range(2))
    )
    assert [(one.cause, one.count, one.subject) for one in found] == [
        ("/c/*", 2, "shop"),
        ("/p/*", 5, "shop"),
    ]
    assert found[1].message == "5 pages of the template /p/*, for example: No title on /p/0."
    assert [example["url"] for example in found[1].evidence["examples"]] == [
        f"{SHOP}/p/{n}" for n in range(5)
    ]


@pytest.mark.usefixtures("three")
def test_too_many_with_causes_become_one_for_each_cause() -> None:
    found = gathered(*(finding(f"/p/{n}", cause=f"menu {n % 2}") for n in range(7)))
    assert sorted((one.cause, one.count) for one in found) == [("menu 0", 4), ("menu 1", 3)]


@pytest.mark.usefixtures("three")
def test_a_cause_of_one_page_stays_that_page() -> None:
    found = gathered(*(finding(f"/p/{n}") for n in range(4)), finding("/alone"))
    assert sorted((one.count, one.subject) for one in found) == [
        (1, f"shop:{SHOP}/alone"),
        (4, "shop"),
    ]


@pytest.mark.usefixtures("three")
def test_too_many_causes_are_one_finding() -> None:
    (found,) = gathered(*(finding(f"/p/{n}", cause=f"text {n}") for n in range(9)))
    assert found.count == 9
    assert len(found.evidence["examples"]) >= 4


@pytest.mark.usefixtures("three")
def test_what_is_everywhere_keeps_its_name_when_pages_come_and_go() -> None:
    one = gathered(*(finding(f"/p/{n}") for n in range(5)))
    other = gathered(*(finding(f"/p/{n}") for n in range(3, 9)))
    assert one[0].id == other[0].id


def books(*parts: list[Finding]) -> FindingBook:
    """A book that took over what others gathered."""
    whole = FindingBook()
    for part in parts:
        book = FindingBook()
        for one in part:
            book.add(one)
        whole.merge(book)
    return whole


def test_two_books_hold_what_one_holds() -> None:
    found = [finding(f"/p/{n}", cause="menu" if n % 2 else CHECK) for n in range(6)]
    assert books(found[:2], found[2:]).findings(template_of) == gathered(*found)


@pytest.mark.usefixtures("three")
def test_two_books_count_what_is_everywhere_together() -> None:
    found = [finding(f"/p/{n}") for n in range(9)]
    one, other = books(found[:5], found[5:]).findings(template_of), gathered(*found)
    assert [(f.id, f.count) for f in one] == [(f.id, f.count) for f in other]
