"""The report in other languages: every text comes out of a catalogue, numbers fit the readers."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from crawler.config.model import ReportConfig
from crawler.errors import ConfigError
from reports.build import build_site
from reports.language import count, day_in_words, moment, money, number, percent, speaking
from reports.language.catalogue import shipped
from reports.language.extract import as_text, fresh_catalogue
from reports.language.speech import speech_of
from reports.model.parts import Column
from tests.reports.conftest import BuiltSite
from tests.reports.factory import Sample, build
from tests.reports.tongue import build_tongue, forgotten, pieces

UNTOUCHED = ("canvas",)
"""Parts whose texts do not come from pages: drawings."""
SMALL = Sample(nights=2, pages=6, watched=2)


Tongue = tuple[Path, frozenset[str]]


@pytest.fixture(scope="module")
def tongue(tmp_path_factory: pytest.TempPathFactory) -> Tongue:
    """A full night in the made-up language."""
    return build_tongue(tmp_path_factory.mktemp("tongue"), Sample(healthy=False))


def test_every_text_of_every_page_comes_out_of_the_catalogue(tongue: Tongue) -> None:
    assert bare_texts(*tongue) == {}


def test_every_sentence_about_nothing_comes_out_of_the_catalogue(tmp_path: Path) -> None:
    empty = Sample(first_night=True, pages=0, market=False)
    assert bare_texts(*build_tongue(tmp_path, empty)) == {}


def bare_texts(site: Path, data: frozenset[str]) -> dict[str, list[str]]:
    """Page to its texts that no catalogue gave it."""
    seen = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        seen[name] = forgotten(pieces(path.read_text(encoding="utf-8"), UNTOUCHED), data)
    assert len(seen) >= 18
    return {name: found for name, found in seen.items() if found}


def test_a_forgotten_text_is_noticed() -> None:
    html = '<p>⟦Seen on <b>3 ⟦pages⟧</b>⟧ tonight</p><img alt="A mug"><i lang="en">No title</i>'
    assert forgotten(pieces(html), frozenset({"Blue Mug"})) == ["tonight", "A mug"]
    assert forgotten(pieces("<p>Blue Mug, ⟦shop⟧, 12 ms</p>"), frozenset({"Blue Mug"})) == []


def test_messages_of_checks_are_marked_as_english_where_the_report_is_not(
    tongue: Tongue, ordinary: BuiltSite
) -> None:
    site, _ = tongue
    assert '<td data-label="⟦What was found⟧" class="k-wide" lang="en">' in (
        site / "changes.html"
    ).read_text(encoding="utf-8")
    english = (ordinary.site / "changes.html").read_text(encoding="utf-8")
    assert '<td data-label="What was found" class="k-wide">' in english
    assert Column("a", "A").foreign is False


BROKEN = {
    "a name that is not in the English text": (
        'msgid "{n} of {total} rows"\nmsgstr "{n} von {alle}"\n', "alle", ":7",
    ),
    "a brace that nobody closed": (
        'msgid "{n} of {total} rows"\nmsgstr "{n} von {total"\n', "cannot be filled in", ":7",
    ),
    "a percent sign in a text of a template": (
        '#: site_templates/url.html\nmsgid "All %(n)s"\nmsgstr "100 % von %(n)s"\n',
        "cannot be filled in", ":8",
    ),
    "a rule for plurals that nobody can read": (
        'msgid "a"\nmsgstr "b"\n', "Plural-Forms", "",
    ),
    "no catalogue at all": ("This is a letter.\n", "no catalogue", ":7"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "word", "line"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_catalogue_is_told_with_its_file_and_line(
    tmp_path: Path, text: str, word: str, line: str
) -> None:
    path = tmp_path / "de.po"
    plural = "nplurals=2; plural=(n ? sudo : 1);" if "Plural" in word else (
        "nplurals=2; plural=(n != 1);"
    )  # fmt: skip
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {plural}\\n"\n\n{text}',
        encoding="utf-8",
    )
    with pytest.raises(ConfigError) as caught:
        speech_of("de", path)
    assert word in str(caught.value)
    assert caught.value.where == f"{path}{line}"
    assert caught.value.hint


def test_a_catalogue_that_is_not_there_is_told_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        speech_of("fr", tmp_path / "fr.po")
    assert caught.value.where == str(tmp_path / "fr.po")
    assert "storewalk language fr" in str(caught.value.hint)


def test_an_unknown_language_is_an_error_with_a_hint() -> None:
    with pytest.raises(ConfigError) as caught:
        speech_of("klingon")
    assert "klingon" in str(caught.value)
    assert "de-AT" in str(caught.value.hint)


def test_german_numbers_dates_and_money_are_german(tmp_path: Path) -> None:
    with speaking(speech_of("de")):
        assert number(1204.5) == "1.204,5"
        assert percent(-3.25) == "−3,25 %"
        assert money("1299.00", "EUR") == "1.299,00\N{NO-BREAK SPACE}€"
        assert day_in_words("2026-08-22") == "22. August 2026"
        assert moment("2026-08-22T02:10:00+00:00") == "Samstag, 22. August 2026, 02:10 UTC"
    made = build(tmp_path, SMALL)
    config = made.config.model_copy(update={"report": ReportConfig(language="de")})
    build_site(made.run, made.history, config, tmp_path / "site", progress=lambda _: None)
    page = (tmp_path / "site" / "prices.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in page
    assert "Samstag, 22. August 2026" in page
    words = (tmp_path / "site" / "assets" / "words.js").read_text(encoding="utf-8")
    assert 'SW.locale = "de"' in words


def test_a_language_without_a_catalogue_has_english_words_and_its_own_numbers(
    tmp_path: Path,
) -> None:
    made = build(tmp_path, SMALL)
    config = made.config.model_copy(update={"report": ReportConfig(language="fr")})
    build_site(made.run, made.history, config, tmp_path / "site", progress=lambda _: None)
    page = (tmp_path / "site" / "prices.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    assert "<h1>Prices</h1>" in page
    assert "22 août 2026" in page
    assert 'lang="en"' not in page.replace('<html lang="en"', "")
    words = (tmp_path / "site" / "assets" / "words.js").read_text(encoding="utf-8")
    assert 'SW.locale = "fr"' in words


def test_three_plural_forms_are_three_words(tmp_path: Path) -> None:
    catalogue = fresh_catalogue("pl", ())
    message = catalogue.get("page")
    assert message is not None
    message.string = ("strona", "strony", "stron")
    path = tmp_path / "pl.po"
    path.write_text(as_text(catalogue), encoding="utf-8")
    with speaking(speech_of("pl", path)):
        said = [count(n, "page", "pages") for n in (0, 1, 3, 5, 22)]
    assert said == ["0 stron", "1 strona", "3 strony", "5 stron", "22 strony"]


def test_a_word_that_also_counts_has_its_singular_alone(tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    catalogue = fresh_catalogue("de", ())
    message = catalogue.get("product")
    assert message is not None
    assert isinstance(message.id, tuple)
    message.string = ("Ware", "Waren")
    path.write_text(as_text(catalogue), encoding="utf-8")
    words = speech_of("de", path).words
    assert words.one("product") == "Ware"
    assert words.several("product", "products", 2) == "Waren"


@pytest.mark.parametrize("language", ["de"])
def test_shipped_catalogues_can_be_read(language: str) -> None:
    (path,) = shipped(language)
    with path.open("rb") as file:
        assert read_po(file).locale_identifier == language
    assert speech_of(language).language == language


def test_german_has_every_text_of_the_report() -> None:
    """Texts of checks may be missing: a new check is two files, and English until translated."""
    (file,) = shipped("de")
    with file.open("rb") as opened:
        german = read_po(opened)
    wanted = [message for message in fresh_catalogue("de", ()) if message.id]
    missing = [
        message.id
        for message in wanted
        if (mine := german.get(message.id)) is None or not mine.string or not all(mine.string)
    ]
    assert missing == [], "storewalk language de --into site_templates/languages/de.po"


def test_a_translation_cannot_bring_markup_into_the_pages(tmp_path: Path) -> None:
    file = tmp_path / "xx.po"
    file.write_text('msgid "Search"\nmsgstr "<b>Suche</b>"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="which the English text has not"):
        speech_of("fr", file)
