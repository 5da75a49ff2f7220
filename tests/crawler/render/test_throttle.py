"""The slow look: one page of each kind, alone, on a slow line with a slow processor."""

from pathlib import Path

import pytest

from crawler.config import Config
from crawler.records import NOT_THROTTLED, RunDir
from crawler.render.stage import render
from crawler.render.throttle import METHOD
from tests.chromium import require_browser
from tests.command import storewalk
from tests.server import Shop, html

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_one_page_of_each_kind_is_measured_on_a_slow_line(tmp_path: Path) -> None:
    require_browser()
    work = "<script>const end = performance.now() + 80; while (performance.now() < end);</script>"
    routes = {f"/page-{name}": html(f"<h1>{name}</h1>{work}") for name in "abc"}
    with Shop({"/": html('<a href="/page-a">a</a><a href="/page-b">b</a>'), **routes}) as shop:
        path = tmp_path / "run"
        done = storewalk("run", shop.url, "--run-dir", path, "--no-render", cwd=tmp_path)
        assert done.code == 0, done.text
        config = Config.model_validate(
            {
                "store": {"name": shop.host, "url": shop.url},
                "render": {
                    "throttling": "lighthouse-mobile",
                    "accessibility": False,
                    "consent": False,
                },
            }
        )
        render(config, (), RunDir(path), on_progress=lambda done, total: None)
    assert RunDir(path).consent(config.store.id) is None
    seen = list(RunDir(path).renders().values())
    assert len(seen) == 3
    slow = [facts for facts in seen if facts.throttled]
    assert len(slow) == 2, "the home page, and one of the others"
    for facts in slow:
        assert facts.throttled is not None
        assert facts.speed is not None
        assert (facts.throttled.method, facts.speed.method) == (METHOD, NOT_THROTTLED)
        # The emulated line alone takes 562 ms to answer.
        assert facts.throttled.fcp_ms is not None
        assert facts.throttled.fcp_ms > 500
