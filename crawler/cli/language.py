"""`storewalk language`: the words of the report, to be put into another language."""

from pathlib import Path

import click
from babel import Locale, UnknownLocaleError
from babel.messages.pofile import read_po

from crawler.checks.registry import all_checks
from crawler.errors import ConfigError
from reports.language.catalogue import shipped
from reports.language.extract import as_text, fresh_catalogue


@click.command("language")
@click.argument("code")
@click.option(
    "--into",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; what it holds already is kept. Default: CODE.po beside you.",
)
def language_command(code: str, into: Path | None) -> None:
    """Write a catalogue of the report's words, to be put into the language CODE.

    Fill it in with a tool for .po files, such as Poedit, and name it in the settings as
    report.catalogue. What is left empty stays English.
    """
    try:
        Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError) as error:
        raise ConfigError(
            f"{code!r} is no language", hint="Write it as fr, pl or pt-BR."
        ) from error
    path = into or Path(f"{code}.po")
    files = [*shipped(code), *([path] if path.exists() else [])]
    known = []
    for file in files:
        with file.open("rb") as opened:
            known.append(read_po(opened))
    catalogue = fresh_catalogue(code.replace("-", "_"), _cards(), known)
    path.write_text(as_text(catalogue), encoding="utf-8", newline="\n")
    texts = [message for message in catalogue if message.id]
    done = sum(bool(message.string and all(message.string)) for message in texts)
    click.echo(f"{path}: {len(texts):,} texts, {done:,} of them in {code}.")
    click.echo(f"When it is filled in: `catalogue: {path}` below `report:` in your settings.")


def _cards() -> list[tuple[str, tuple[str, ...]]]:
    return [
        (card.id, (card.title, card.why, card.fix, card.limits))
        for card in (check.card for check in all_checks())
    ]
