"""`storewalk checks`, `new-check` and `schema`: the catalogue and what is generated from it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from crawler.checks.registry import all_checks, find_check
from crawler.cli.page import schemas
from crawler.config.journeys import SCHEMA
from crawler.config.schema import config_schema, group_schema, plan_schema
from crawler.errors import ConfigError
from crawler.records import CheckCard

SCHEMA_PATH = Path("config/storewalk.schema.json")
JOURNEY_PATH = Path(SCHEMA)
GROUP_PATH = Path("config/group.schema.json")

FORBIDDEN_WORDS = frozenset({"no", "not", "check", "avoid", "use", "ensure", "has", "is", "bad"})
"""Words that a check's name may not begin with: it names the failing state, as a noun."""


@click.command()
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the cards as JSON.")
def checks(name: str | None, as_json: bool) -> None:
    """List the checks, or explain one."""
    if name is None:
        cards = [item.card for item in all_checks()]
        if as_json:
            click.echo(json.dumps([card.model_dump(mode="json") for card in cards], indent=2))
            return
        for card in cards:
            click.echo(f"{card.severity:8} {card.id:36} {card.title}")
        return
    found = find_check(name)
    if found is None:
        raise ConfigError(f"there is no check {name!r}", hint="See: storewalk checks")
    if as_json:
        click.echo(found.card.model_dump_json(indent=2))
    else:
        click.echo(explain(found.card))


def explain(card: CheckCard) -> str:
    """The catalogue page of a check as Markdown."""
    parts = [f"# {card.title}", f"`{card.id}` · {card.severity} · since {card.since}"]
    if card.replaces:
        parts.append(f"Also found as: {', '.join(card.replaces)}")
    parts += ["## Why it matters", card.why, "## How to fix", card.fix]
    if card.limits:
        parts += ["## What is not checked", card.limits]
    if card.options:
        rows = [
            f"- `{key}` (default {value.get('default')}): {value.get('description', '')}"
            for key, value in card.options.get("properties", {}).items()
        ]
        parts += ["## Options", "\n".join(rows)]
    parts += ["## Sources", "\n".join(f"- {source}" for source in card.sources)]
    if card.also:
        parts += ["## In other tools", "\n".join(f"- {name}" for name in card.also)]
    return "\n\n".join(parts)


@click.command("new-check")
@click.argument("name")
@click.option("--root", type=click.Path(path_type=Path), default=Path(), hidden=True)
def new_check(name: str, root: Path) -> None:
    """Write the two files of a new check: NAME is family/name, such as mobile/tap-target-small."""
    match = re.fullmatch(r"([a-z]+)/([a-z0-9]+(?:-[a-z0-9]+)*)", name)
    if match is None:
        raise ConfigError("a check is called family/name-of-the-fault", where=name)
    family, slug = match.groups()
    if slug.split("-")[0] in FORBIDDEN_WORDS:
        raise ConfigError(
            "a check is named after the fault, noun first",
            where=name,
            hint="Not `no-title` or `check-title` but `title-missing`.",
        )
    function = slug.replace("-", "_")
    code = root / "crawler" / "checks" / family / f"{function}.py"
    fixture = root / "tests" / "checks" / family / f"{function}.md"
    if not code.parent.is_dir():
        families = sorted(
            path.parent.name for path in (root / "crawler/checks").glob("*/__init__.py")
        )
        raise ConfigError(
            f"there is no family {family!r}", hint=f"There are: {', '.join(families)}"
        )
    for path in (code, fixture):
        if path.exists():
            raise ConfigError("the file exists already", where=str(path))
    fixture.parent.mkdir(parents=True, exist_ok=True)
    code.write_text(_CODE.format(id=name, function=function), encoding="utf-8")
    fixture.write_text(_FIXTURE.format(id=name), encoding="utf-8")
    click.echo(f"{code}\n{fixture}\nNow write the failing case, then: pytest -k {function}")


@click.command()
@click.argument("document", required=False)
@click.option("--check", "only_check", is_flag=True, help="Fail when the file is out of date.")
def schema(document: str | None, only_check: bool) -> None:
    """Write the schemas in config/ (settings, journeys), or print that of a DOCUMENT.

    Documents are page (`storewalk page --json`) and message (what a webhook is sent).
    """
    if document is not None:
        from reports.messages.webhook import MessageBody  # noqa: PLC0415 - composition root

        known: dict[str, type[BaseModel]] = {**schemas(), "message": MessageBody}
        if document not in known:
            raise ConfigError(f"no schema {document!r}", hint=f"There are: {', '.join(known)}")
        click.echo(json.dumps(known[document].model_json_schema(), indent=2))
        return
    for path, made in (
        (SCHEMA_PATH, config_schema(all_checks())),
        (JOURNEY_PATH, plan_schema()),
        (GROUP_PATH, group_schema()),
    ):
        text = schema_text(made)
        if not only_check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            click.echo(path)
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            raise ConfigError("out of date", where=str(path), hint="storewalk schema")


def schema_text(made: Mapping[str, Any]) -> str:
    """A schema as its file has it."""
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


_CODE = '''"""{id}"""

from collections.abc import Iterator

from crawler.checks.api import check
from crawler.records import HeadFacts, Problem, Severity


@check(
    Severity.WARNING,
    since="0.1",
    sources=("https://... (read YYYY-MM-DD)",),
)
def {function}(head: HeadFacts) -> Iterator[Problem]:
    """The failing state in one line, for a coordinator

    ## Why it matters
    What it costs the shop.

    ## How to fix
    Where to click. Shopify: ... WooCommerce: ... Magento: ... BigCommerce: ... Salesforce: ...
    """
    if not head.titles:
        yield Problem(message="What is wrong on this page.")
'''

_FIXTURE = """# {id}

What this check looks for, and what it leaves alone.

## A page with the fault

```html
<html><head></head><body></body></html>
```

```findings
What is wrong on this page.
```

## A page without it

```html
<html><head><title>Blue mug</title></head><body></body></html>
```

```findings
```

## A redirect is not judged

```html status=301 location=https://shop.example/new
```

```findings
not applicable
```
"""
