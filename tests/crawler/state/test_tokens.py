"""Pushing with a token: by git over HTTP, as in a workflow with `persist-credentials: false`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.state import StateError
from crawler.state.git import GitStore
from crawler.state.tokens import token_for
from tests.command import storewalk
from tests.crawler.state.nights import (
    FIRST,
    bare,
    clone,
    git,
    night,
    places,
    pulled,
    pushed,
    runs,
)
from tests.crawler.state.servers import git_over_http

SECRET = "secret-that-may-write"  # noqa: S105


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("GITHUB_SERVER_URL", "GITHUB_API_URL"):
        monkeypatch.delenv(name, raising=False)
    bare(tmp_path / "served" / "shop.git")
    with git_over_http(tmp_path / "served", may_write=SECRET, may_read="reads") as host:
        yield f"{host}/shop.git"


def test_a_token_from_the_environment_is_enough_and_stays_there(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOREWALK_TOKEN", SECRET)
    monkeypatch.setenv("GIT_TRACE_CURL", "1")
    here = clone(url, tmp_path / "here")
    night(places(here), FIRST)
    done = storewalk("--debug", "state", "push", cwd=here)
    assert done.code == 0, done.text
    assert SECRET not in done.text
    assert runs(pulled(GitStore("storewalk-data", here), tmp_path / "there")) == [FIRST]
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in kept if SECRET.encode() in path.read_bytes()] == []


def test_the_token_goes_before_a_header_that_the_checkout_keeps(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOREWALK_TOKEN", SECRET)
    here = clone(url, tmp_path / "here")
    host = url.rpartition("/")[0]
    git(here, "config", f"http.{host}/.extraheader", "Authorization: Basic b2xkOm9sZA==")
    night(places(here), FIRST)
    assert pushed(GitStore("storewalk-data", here), places(here)) == []


def test_what_the_checkout_keeps_is_used_without_a_token(url: str, tmp_path: Path) -> None:
    here = clone(url, tmp_path / "here")
    host = url.rpartition("/")[0]
    words = "eC1hY2Nlc3MtdG9rZW46c2VjcmV0LXRoYXQtbWF5LXdyaXRl"
    git(here, "config", f"http.{host}/.extraheader", f"Authorization: Basic {words}")
    night(places(here), FIRST)
    assert pushed(GitStore("storewalk-data", here), places(here)) == []


@pytest.mark.parametrize(
    ("variable", "token", "what", "mend"),
    [
        ("STOREWALK_TOKEN", "old", "STOREWALK_TOKEN is not accepted: it may have expired",
         "Make a new token and put it into STOREWALK_TOKEN"),
        ("STOREWALK_TOKEN", "reads", "STOREWALK_TOKEN may not write there", "contents: write"),
        ("", "", "asks who we are, and there is no token", "STOREWALK_TOKEN"),
        ("GITHUB_TOKEN", SECRET, "there is no token", "STOREWALK_TOKEN"),
    ],
)  # fmt: skip
def test_a_token_that_does_not_help_is_told_with_its_mend(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    variable: str, token: str, what: str, mend: str,
) -> None:  # fmt: skip
    if variable:
        monkeypatch.setenv(variable, token)
    here = clone(url, tmp_path / "here")
    night(places(here), FIRST)
    with pytest.raises(StateError, match=what) as raised:
        pushed(GitStore("storewalk-data", here), places(here))
    assert mend in raised.value.hint
    assert raised.value.exit_code == 2


def test_a_jobs_token_goes_to_github_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "job")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://git.acme.example")
    monkeypatch.setenv("GITHUB_API_URL", "https://git.acme.example/api/v3")
    assert token_for("https://github.com/acme/shop") == ("job", "GITHUB_TOKEN")
    assert token_for("https://git.acme.example/acme/shop")[0] == "job"
    assert token_for("https://gitlab.example/acme/shop") == ("", "")
    assert token_for("http://github.com/acme/shop") == ("", ""), "not over an open line"
    assert token_for("git@github.com:acme/shop.git") == ("", "")
    monkeypatch.setenv("STOREWALK_TOKEN", "own")
    assert token_for("https://gitlab.example/acme/shop") == ("own", "STOREWALK_TOKEN")
    assert token_for("http://gitlab.example/acme/shop") == ("", "")
