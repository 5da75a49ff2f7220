"""Runs the pure half over the golden run: check, remember, report."""

import json
import shutil
from pathlib import Path
from typing import Any

from crawler.checks.engine import Engine
from crawler.checks.market import MarketInput
from crawler.config import Config, load_config, load_products
from crawler.history import History, remember
from crawler.records import RunDir
from reports.build import build_site
from reports.model.score import score

GOLDEN = Path(__file__).parent
EXPECTED = GOLDEN / "expected.json"


def golden_config() -> Config:
    """The configuration that the golden run was walked with."""
    return load_config(GOLDEN / "storewalk.yml")


def replay(folder: Path) -> dict[str, Any]:
    """Check, remember and report a copy in `folder`; returns what came out, ready for JSON."""
    run = RunDir(folder / "run")
    history = folder / "history"
    shutil.copytree(GOLDEN / "run", run.path)
    shutil.copytree(GOLDEN / "history", history)
    config = golden_config()
    assert config.products is not None
    name, known = run.manifest().run, History(history)
    Engine(
        run,
        config,
        load_products(config.products, config),
        failing_before=known.failing(before=name),
        market=MarketInput(known.prices(before=name)),
    ).judge()
    diff = remember(run, history, score=lambda diff: score(run, diff, history).value)
    build_site(run, history, config, folder / "site", progress=lambda text: None)
    summary = json.loads((folder / "site" / "downloads" / "summary.json").read_text("utf-8"))
    return {
        "findings": [
            f"{finding.id} {finding.severity} {finding.check} {finding.url}"
            for finding in run.findings()
        ],
        "tallies": {
            f"{tally.site} {tally.check}": tally.model_dump(
                mode="json", exclude={"check", "site", "first_crash"}, exclude_defaults=True
            )
            for tally in run.tallies()
        },
        "changes": diff.counts,
        "prices": [change.model_dump(mode="json") for change in diff.prices],
        "summary": summary,
    }


def dump(result: dict[str, Any]) -> str:
    """Text of expected.json: one finding a line, so that a diff reads well."""
    return json.dumps(result, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
