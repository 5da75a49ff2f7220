"""Every text of the report, for a catalogue: out of our code, templates and scripts."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from crawler.records.launch_kinds import LAUNCH_CARDS
from reports.folders import templates_folder
from reports.language.glossary import glossary

_PACKAGE = Path(__file__).resolve().parent.parent
_PYTHON: dict[str, Any] = {"_": None, "N_": None, "ngettext": (1, 2), "count": (2, 3)}
_JINJA: dict[str, Any] = {"_": None, "gettext": None, "ngettext": (1, 2)}
_SCRIPTS: dict[str, Any] = {"SW.t": None, "t": None, "SW.n": (1, 2), "n": (1, 2)}


def fresh_catalogue(
    language: str | None, cards: Iterable[tuple[str, Sequence[str]]], known: Sequence[Catalog] = ()
) -> Catalog:
    """A catalogue with every text, translated where `known` has it.

    `cards`: check id and the texts about it. Texts stand in the order of their places.
    """
    catalogue = Catalog(language, project="Storewalk", fuzzy=False)
    for place, text in _of_the_report():
        catalogue.add(text, locations=[(place, 0)], flags=_flags(text))
    for heading, terms in glossary():
        for text in (heading, *(part for term in terms for part in (term.name, term.meaning))):
            catalogue.add(text, locations=[("site_templates/glossary.md", 0)])
    for card in LAUNCH_CARDS.values():
        for text in (card.title, card.why):
            catalogue.add(text, locations=[("crawler/records/launch_kinds.py", 0)])
    for check, texts in cards:
        for text in filter(None, texts):
            catalogue.add(text, locations=[(f"check {check}", 0)])
    for other in known:
        for message in other:
            if message.id and (mine := catalogue.get(message.id)) is not None and message.string:
                mine.string = message.string
    return catalogue


def as_text(catalogue: Catalog) -> str:
    """The catalogue as a `.po` file; without dates, so that the same texts give the same bytes."""
    file = BytesIO()
    write_po(file, catalogue, width=100, omit_header=True, no_location=False, include_lineno=False)
    plural = f"nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};"
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalogue.locale_identifier or "en"}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Plural-Forms: {plural}\\n"\n\n'
    )
    return header + file.getvalue().decode("utf-8")


def _of_the_report() -> Iterable[tuple[str, str | tuple[str, ...]]]:
    templates = templates_folder()
    sources = (
        (_PACKAGE, "*.py", "python", _PYTHON),
        (templates, "*.html", "jinja2.ext:babel_extract", _JINJA),
        (templates, "*.js", "javascript", _SCRIPTS),
    )
    for folder, pattern, method, keywords in sources:
        for path in sorted(folder.rglob(pattern)):
            place = f"{'reports' if folder == _PACKAGE else 'site_templates'}/" + (
                path.relative_to(folder).as_posix()
            )
            if place.startswith("reports/_site_templates"):
                continue
            options = {"trimmed": "true", "parse_template_string": "true"}
            with path.open("rb") as file:
                for _, text, _, _ in extract(method, file, keywords=keywords, options=options):
                    yield place, text


def _flags(text: str | tuple[str, ...]) -> list[str]:
    texts = (text,) if isinstance(text, str) else text
    return ["python-brace-format"] if any("{" in one for one in texts) else []
