"""axe-core's own pages about names of fields and autocomplete: we agree, or say why not."""

import json
import os
from pathlib import Path

import pytest

from crawler.checks.mobile.fields import fills
from crawler.records import FieldFacts
from tests.checks.shown import screens, whole

CORPORA = Path(
    os.environ.get("STOREWALK_CORPORA", Path(__file__).parents[4] / "shared" / "corpora")
)
RULES = CORPORA / "mobile" / "axe-core" / "test" / "integration" / "rules"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not RULES.is_dir(),
        reason="axe-core's pages are not here; set STOREWALK_CORPORA to the folder of the corpora",
    ),
]

TO_SWITCH_OFF = frozenset(
    {"none", "false", "true", "disabled", "enabled", "undefined", "null", "xon", "xoff"}
)
"""What sites write to switch autocomplete off. axe-core passes it, for it judges the grammar; a
phone fills in nothing there, which is what we report."""


def truth(rule: str) -> dict[str, frozenset[str]]:
    """Ids of a rule's page by verdict: violations, passes."""
    said = json.loads((RULES / rule / f"{rule}.json").read_text("utf-8"))
    return {
        verdict: frozenset(target[0].removeprefix("#") for target in said.get(verdict, ()))
        for verdict in ("violations", "passes")
    }


def fields(rule: str) -> dict[str, FieldFacts]:
    """The fields of a rule's page as a phone shows them, by id."""
    forms = screens().show(whole((RULES / rule / f"{rule}.html").read_text("utf-8"))).forms
    assert forms is not None
    return {field.id: field for field in forms.fields if field.id and field.visible}


@pytest.mark.parametrize("rule", ["label", "select-name"])
def test_fields_without_a_name_are_those_of_axe(rule: str) -> None:
    found = fields(rule)
    known = truth(rule)
    judged = known["violations"] | known["passes"]
    unnamed = {name for name in judged & set(found) if not found[name].named_by}
    assert unnamed == known["violations"]
    # axe-core passes fields that are switched off; nobody fills them in, so we do not read them.
    assert len(known["passes"] & set(found)) >= len(known["passes"]) - 2


def test_autocomplete_values_that_browsers_do_not_know_are_those_of_axe() -> None:
    found = fields("autocomplete-valid")
    known = truth("autocomplete-valid")
    written = {name: field.autocomplete or "" for name, field in found.items()}
    unknown = {name for name, text in written.items() if not fills(text)}
    assert known["violations"] <= unknown
    wrong = {written[name] for name in unknown & known["passes"]}
    assert wrong <= TO_SWITCH_OFF
    assert len(known["passes"] & set(found)) > 80
