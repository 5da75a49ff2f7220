"""What a night leaves for the checks of the next one."""

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.extract.document import parse
from crawler.extract.page import extract_page
from crawler.history import Seen
from crawler.platforms.detect import adapter
from crawler.records import (
    EarlierPage,
    HttpFacts,
    PageRecord,
    PageState,
    Role,
    RunDir,
    SiteFacts,
    page_key,
)
from crawler.records.codec import write_lines

HOME = "https://shop.example/"


def page(path: str, html: str, status: int = 200) -> PageRecord:
    url = f"{HOME}{path}"
    http = HttpFacts(status=status, content_type="text/html")
    state = PageState.OK if status == 200 else PageState.ERROR
    record = PageRecord(key=page_key("shop", url), site="shop", url=url, state=state, http=http)
    if state is not PageState.OK:
        return record
    facts = extract_page(
        parse(html.encode(), url), platform=adapter("generic"), home_url=HOME, http=http
    )
    sections = ("kind", "head", "outline", "images", "structured", "offer")
    return record.model_copy(update={name: getattr(facts, name) for name in sections})


def walked(folder: Path, name: str, *pages: PageRecord) -> RunDir:
    run = RunDir(folder / name)
    run.path.mkdir()
    write_lines(run.pages_path, pages)
    run.write_sites((SiteFacts(id="shop", name="Shop", role=Role.OWN, url=HOME),))
    return run


def night(number: int) -> str:
    day = datetime(2026, 10, 31, tzinfo=UTC) + timedelta(days=number)
    return day.strftime("%Y-%m-%dT%H%M%SZ")


def seen(folder: Path, number: int) -> dict[str, EarlierPage]:
    found = Seen(folder).pages(before=night(number))
    return {one.url.removeprefix(HOME): one for one in found}


def test_tags_of_a_page_and_how_many_nights_it_answered(tmp_path: Path) -> None:
    html = "<title>Mug</title><meta name=robots content=NOINDEX><h1>Red <b>mug</b></h1>"
    history = Seen(tmp_path)
    for number in (1, 2, 3):
        run = walked(tmp_path, f"run{number}", page("mug", html), page("cup", "", 500))
        history.write(run, night(number))

    mug, cup = (seen(tmp_path, 4)[path] for path in ("mug", "cup"))
    assert (mug.title, mug.h1, mug.robots) == ("Mug", "Red mug", ("noindex",))
    assert (mug.nights, mug.indexable) == (3, False)
    assert (cup.nights, cup.status, cup.state) == (0, 500, PageState.ERROR)
    assert history.sites(before=night(4))["shop"].url == HOME


def test_a_run_never_sees_itself_and_writing_it_again_changes_nothing(tmp_path: Path) -> None:
    history = Seen(tmp_path)
    first = walked(tmp_path, "run1", page("mug", "<title>Mug</title>"))
    history.write(first, night(1))
    second = walked(tmp_path, "run2", page("mug", "<title>Red mug</title>"))
    history.write(second, night(2))
    files = {path.name: path.read_bytes() for path in history.folder.iterdir()}
    history.write(second, night(2))

    assert seen(tmp_path, 1) == {}
    assert seen(tmp_path, 2)["mug"].title == "Mug"
    assert (seen(tmp_path, 3)["mug"].title, seen(tmp_path, 3)["mug"].nights) == ("Red mug", 2)
    assert {path.name: path.read_bytes() for path in history.folder.iterdir()} == files


def test_two_nights_are_kept(tmp_path: Path) -> None:
    history = Seen(tmp_path)
    for number in (1, 2, 3):
        run = walked(tmp_path, f"run{number}", page("mug", "<title>Mug</title>"))
        history.write(run, night(number))

    assert seen(tmp_path, 2) == {}
    assert seen(tmp_path, 3)["mug"].nights == 2
    assert seen(tmp_path, 4)["mug"].nights == 3


def test_of_a_shop_that_was_not_walked_to_its_end_all_stays_known(tmp_path: Path) -> None:
    history = Seen(tmp_path)
    mug, cup = page("mug", "<title>Mug</title>"), page("cup", "<title>Cup</title>")
    history.write(walked(tmp_path, "run1", mug, cup), night(1))
    history.write(walked(tmp_path, "run2", mug), night(2), partly=frozenset({"shop"}))
    history.write(walked(tmp_path, "run3", mug), night(3), partly=frozenset({"shop"}))

    assert list(seen(tmp_path, 4)) == ["cup", "mug"]
    assert (seen(tmp_path, 4)["cup"].last, seen(tmp_path, 4)["mug"].last) == (night(1), "")
    keys = {mug.key, cup.key}
    shop = frozenset({"shop"})
    asked = history.asked(keys, sites=shop, before=night(4))
    assert asked == {mug.key: night(3), cup.key: night(1)}

    history.write(walked(tmp_path, "run4", mug), night(4))
    assert list(seen(tmp_path, 5)) == ["mug"], "walked to its end: the cup has left the shop"


def test_what_answered_gone_is_not_asked_for_ever(tmp_path: Path) -> None:
    history = Seen(tmp_path)
    mug = page("mug", "<title>Mug</title>")
    history.write(walked(tmp_path, "run1", mug, page("cup", "", 404)), night(1))
    history.write(walked(tmp_path, "run2", mug), night(2), partly=frozenset({"shop"}))
    assert list(seen(tmp_path, 3)) == ["mug"]


def test_an_unchanged_page_keeps_what_was_read_and_when(tmp_path: Path) -> None:
    history = Seen(tmp_path)
    mug = page("mug", "<title>Mug</title>")
    told = mug.http.model_copy(update={"headers": {"etag": '"1"', "last-modified": "x" * 200}})
    history.write(walked(tmp_path, "run1", mug.model_copy(update={"http": told})), night(1))
    same = mug.model_copy(update={"state": PageState.SAME, "head": None})
    for number in (2, 3):
        history.write(walked(tmp_path, f"run{number}", same), night(number))
    found = seen(tmp_path, 4)["mug"]
    assert (found.state, found.title, found.etag, found.modified) == (
        PageState.OK,
        "Mug",
        '"1"',
        "",
    )
    assert (found.full, found.last, found.past, found.nights) == (night(1), "", "ooo", 3)


def test_a_quiet_night_leaves_the_lines_as_they_are(tmp_path: Path) -> None:
    history = Seen(tmp_path)
    pages = [page(name, f"<title>{name}</title>") for name in ("mug", "cup", "bowl")]
    for number in range(1, 31):
        history.write(walked(tmp_path, f"run{number}", *pages), night(number))
    before = gzip.decompress(Path(history.folder / f"{night(29)}.jsonl.gz").read_bytes())
    assert gzip.decompress(Path(history.folder / f"{night(30)}.jsonl.gz").read_bytes()) != b""
    run = walked(tmp_path, "run31", *reversed(pages))
    history.write(run, "2026-12-01T000000Z")
    after = gzip.decompress((history.folder / "2026-12-01T000000Z.jsonl.gz").read_bytes())
    assert before.replace(b'"nights":29', b'"nights":30') == after


def test_a_walk_in_turns_changes_only_the_lines_of_the_pages_whose_turn_it_was(
    tmp_path: Path,
) -> None:
    """Or a branch would grow by every page that waits, every night."""
    history, shop = Seen(tmp_path), frozenset({"shop"})
    mug, *turns = (page(name, f"<title>{name}</title>") for name in ("mug", "cup", "bowl", "pot"))
    history.write(walked(tmp_path, "run0", mug, *turns), night(1))

    def changed(number: int) -> list[str]:
        """Pages that were asked on a night, and then those whose lines it changed."""
        turn = turns[number % 3]
        run = walked(tmp_path, f"run{number}", mug, turn)
        history.write(run, night(number), partly=shop)
        history.write(run, night(number), partly=shop)
        before, after = (
            gzip.decompress((history.folder / f"{night(n)}.jsonl.gz").read_bytes()).splitlines()
            for n in (number - 1, number)
        )
        asked = {key: night(number) for key in (mug.key, turn.key)}
        assert history.asked(set(asked), sites=shop, before=night(number + 1)) == asked
        return [turn.url, *(row.url for row in map(read, set(after) - set(before)))]

    def read(line: bytes) -> EarlierPage:
        return EarlierPage.model_validate_json(line)

    nights = [changed(number) for number in range(2, 41)]
    assert nights[-9:] == [[turns[n % 3].url] * 2 for n in range(32, 41)]
