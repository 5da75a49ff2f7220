"""Which language is spoken while a report is built, and the words of it.

English stands in the code. Another language is a gettext catalogue (`.po`), shipped in
`site_templates/languages` or named by `report.catalogue`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale, UnknownLocaleError

from crawler.errors import ConfigError
from reports.language.catalogue import Words, read_catalogue, shipped


@dataclass(frozen=True, slots=True)
class Speech:
    """One language: words of its catalogue, formats of its locale."""

    language: str = "en"
    """Language of the words, for `<html lang>`: en where there is no catalogue."""
    locale: Locale = field(default_factory=lambda: Locale("en"))
    """For numbers, dates and money."""
    words: Words = field(default_factory=Words)


_SPOKEN: ContextVar[Speech] = ContextVar("speech")
_ENGLISH = Speech()


def speech() -> Speech:
    """The language spoken now; English when nobody chose one."""
    return _SPOKEN.get(_ENGLISH)


def speech_of(language: str, catalogue: Path | None = None) -> Speech:
    """The speech for `report.language` and `report.catalogue`.

    Raises ConfigError when the language is none that Babel knows, or the catalogue is broken.
    """
    try:
        locale = Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError) as error:
        raise ConfigError(
            f"report.language: {language!r} is no language",
            hint="Write it as en, en-GB, de or de-AT.",
        ) from error
    files = shipped(language)
    if catalogue is not None:
        files = (*files, catalogue)
    if not files:
        return Speech("en" if locale.language != "en" else language, locale)
    return Speech(language, locale, read_catalogue(files))


@contextmanager
def speaking(spoken_here: Speech) -> Iterator[Speech]:
    """Build in this language until the block ends."""
    token = _SPOKEN.set(spoken_here)
    try:
        yield spoken_here
    finally:
        _SPOKEN.reset(token)


def _(text: str) -> str:
    """The text in the language spoken now. Its `{names}` are filled in by `str.format`."""
    return speech().words.one(text)


def ngettext(one: str, many: str, number: int) -> str:
    """The singular or plural that the language uses for a number."""
    return speech().words.several(one, many, number)


def N_(text: str) -> str:  # noqa: N802 (gettext's own name for it)
    """Marks a text for the catalogue; it is translated where it is used."""
    return text


def spoken(words: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Value to (label, tone), with the labels in the language spoken now."""
    return {value: (_(label), tone) for value, (label, tone) in words.items()}
