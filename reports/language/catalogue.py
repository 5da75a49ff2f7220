"""Catalogues of words: gettext's `.po` files, read with Babel and checked."""

import gettext
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from crawler.errors import ConfigError
from reports.folders import templates_folder

PLURAL = "(n != 1)"
"""English, and German: how gettext chooses among the forms of a text."""
_NAMES = re.compile(r"%\((\w+)\)s|\{(\w+)[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Words:
    """Texts of one language. Empty: English, as the code has it."""

    texts: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Singular to the forms of the language, in gettext's order."""
    plural: str = PLURAL
    """C expression of `n` that gives the place of the form: gettext's Plural-Forms."""
    scripts: frozenset[str] = frozenset()
    """Texts, or singulars, that the scripts of the site use."""

    def one(self, text: str) -> str:
        """The text, or itself where the catalogue has none."""
        return self.texts.get(text, text)

    def several(self, one: str, many: str, number: int) -> str:
        """The form for a number."""
        forms = self.forms.get(one)
        if forms is None:
            return one if number == 1 else many
        return forms[min(_rule(self.plural)(number), len(forms) - 1)]


def languages_folder() -> Path:
    """Where the shipped catalogues are."""
    return templates_folder() / "languages"


def shipped(language: str) -> tuple[Path, ...]:
    """The catalogues that come with Storewalk for `de-AT`: `de.po`, then `de-AT.po` where it is."""
    names = dict.fromkeys((language.replace("_", "-").split("-")[0], language.replace("_", "-")))
    return tuple(
        path
        for name in names
        for path in sorted(languages_folder().glob(f"{name}*.po"))
        if path.name.partition(".")[0] == name
    )


def read_catalogue(files: Sequence[Path]) -> Words:
    """The words of all files, later ones over earlier ones.

    Raises ConfigError that names file and line for a file that is no catalogue, or a text whose
    `{names}` are not those of the English one.
    """
    texts: dict[str, str] = {}
    forms: dict[str, tuple[str, ...]] = {}
    scripts: set[str] = set()
    plural = PLURAL
    for file in files:
        catalogue = _read(file)
        plural = _plural(file, catalogue)
        for message in catalogue:
            if not message.id or message.fuzzy:
                continue
            _check(file, message)
            one = message.id if isinstance(message.id, str) else message.id[0]
            if any(str(place).endswith(".js") for place, _ in message.locations):
                scripts.add(one)
            if isinstance(message.id, str):
                if isinstance(message.string, str) and message.string:
                    texts[message.id] = message.string
            elif message.string and all(message.string):
                forms[one] = tuple(message.string)
                # A text that also counts something has one entry: alone it is the form for one.
                texts[one] = forms[one][min(_rule(plural)(1), len(forms[one]) - 1)]
    return Words(texts, forms, plural, frozenset(scripts))


def _read(file: Path) -> Catalog:
    try:
        with file.open("rb") as opened:
            return read_po(opened, abort_invalid=True)
    except OSError as error:
        raise ConfigError(
            f"the catalogue cannot be read: {error.strerror}",
            where=str(file),
            hint="Mend report.catalogue; `storewalk language fr` writes an empty one.",
        ) from error
    except (PoFileError, ValueError) as error:
        # Babel counts its lines from 0 here.
        line = f":{error.lineno + 1}" if isinstance(error, PoFileError) else ""
        raise ConfigError(
            f"this is no catalogue of words: {error}",
            where=f"{file}{line}",
            hint="Edit it with a tool for .po files, such as Poedit.",
        ) from error


def _plural(file: Path, catalogue: Catalog) -> str:
    plural = str(catalogue.plural_expr)
    try:
        _rule(plural)
    except ValueError as error:
        raise ConfigError(
            f"its Plural-Forms cannot be read: {error}",
            where=str(file),
            hint="For most languages: nplurals=2; plural=(n != 1);",
        ) from error
    return plural


def names_in(text: str) -> set[str]:
    """The `{names}` and `%(names)s` that a text leaves open."""
    return {one or other for one, other in _NAMES.findall(text)}


def _check(file: Path, message: Message) -> None:
    """Nothing but what the code fills in has names; a check's text may show code with braces."""
    places = [str(place) for place, _line in message.locations]
    if places and all(one.startswith("check ") or one.endswith(".md") for one in places):
        return
    english = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    other = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    wanted = set().union(*map(names_in, english))
    where = f"{file}:{message.lineno or 1}"
    of_template = any(str(place).endswith(".html") for place, _ in message.locations)
    for text in filter(None, other):
        if wrong := names_in(text) - wanted:
            raise ConfigError(
                f"{text!r} has the name {', '.join(sorted(wrong))}, which the English text has not",
                where=where,
                hint=f"Names of this text: {', '.join(sorted(wanted)) or 'none'}.",
            )
        if marks := {mark for mark in '<>"' if mark in text} - set("".join(english)):
            raise ConfigError(
                f"{text!r} has {' '.join(sorted(marks))}, which the English text has not",
                where=where,
                hint="Texts go into the pages as they are: write other quotation marks.",
            )
        if not _can_be_filled(text, wanted, of_template):
            raise ConfigError(
                f"{text!r} cannot be filled in",
                where=where,
                hint="Write names as the English text does: {n} or %(n)s. A percent sign beside "
                "%(n)s is %%.",
            )


def _can_be_filled(text: str, names: set[str], of_template: bool) -> bool:
    values = dict.fromkeys(names, "")
    try:
        if of_template:
            _ = text % values
        elif names:
            return all(
                part is None or (part in names and not form and not change)
                for _, part, form, change in Formatter().parse(text)
            )
    except (ValueError, TypeError, KeyError):
        return False
    return True


@lru_cache
def _rule(plural: str) -> Callable[[int], int]:
    return gettext.c2py(plural)
