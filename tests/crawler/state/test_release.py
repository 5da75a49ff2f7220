"""The state as a file of a release, over HTTP by the rules of GitHub's API."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.state import StateError, pull
from crawler.state.release import ReleaseStore
from tests.command import storewalk
from tests.crawler.state.nights import (
    AT_ONCE,
    FIRST,
    SECOND,
    THIRD,
    ids,
    night,
    places,
    pulled,
    pushed,
    runs,
)
from tests.crawler.state.servers import Releases, releases

LATER = "2026-12-01T021700Z"


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[Releases]:
    with releases() as found:
        monkeypatch.setenv("GITHUB_API_URL", found.url)
        monkeypatch.setenv("STOREWALK_TOKEN", "write")
        yield found


def store() -> ReleaseStore:
    return ReleaseStore("acme/shop")


def test_the_first_push_makes_the_release_and_the_next_replaces_its_file(
    api: Releases, tmp_path: Path
) -> None:
    here = places(tmp_path / "here")
    assert pull(store(), here, print, AT_ONCE).first
    for run in (FIRST, SECOND):
        night(here, run)
        assert pushed(store(), here) == []
    [(name, _)] = api.assets.values()
    assert name.startswith(f"state-{SECOND}-")
    assert runs(pulled(store(), tmp_path / "there")) == [FIRST, SECOND]
    asked = len(api.asked)
    pushed(store(), here)
    assert not [line for line in api.asked[asked:] if not line.startswith("GET")]


def test_the_command_takes_the_store_from_the_environment(
    api: Releases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night(places(tmp_path), FIRST)
    monkeypatch.setenv("STOREWALK_STATE", "release:acme/shop")
    done = storewalk("state", "push", cwd=tmp_path)
    assert done.code == 0, done.text
    assert f"pushed to release:acme/shop as run {FIRST}" in done.out


def test_two_runs_at_once_leave_two_files_and_lose_nothing(api: Releases, tmp_path: Path) -> None:
    one, two = places(tmp_path / "one"), places(tmp_path / "two")
    night(one, FIRST)
    pushed(store(), one)
    pull(store(), two, print, AT_ONCE)
    slow = store()
    before = slow.load()
    night(two, THIRD)
    pushed(store(), two)
    night(one, SECOND)
    files = {path.name: path.read_bytes() for path in one.history.iterdir()}
    slow.save(files, before, SECOND)  # it has not seen the third night
    assert len(api.assets) == 2
    both = pulled(store(), tmp_path / "both")
    assert runs(both) == [FIRST, SECOND, THIRD]
    assert ids(both) == [FIRST, SECOND, THIRD]
    night(both, LATER)
    pushed(store(), both)
    assert len(api.assets) == 1


def test_the_very_same_state_uploaded_twice_is_there_once(api: Releases, tmp_path: Path) -> None:
    here = places(tmp_path)
    night(here, FIRST)
    files = {path.name: path.read_bytes() for path in here.history.iterdir()}
    store().save(files, None, FIRST)
    store().save(files, store().load(), FIRST)
    assert len(api.assets) == 1


def test_the_token_does_not_go_to_the_host_of_the_files(api: Releases, tmp_path: Path) -> None:
    night(places(tmp_path), FIRST)
    pushed(store(), places(tmp_path))
    pulled(store(), tmp_path / "there")
    assert api.elsewhere
    assert set(api.elsewhere) == {None}


@pytest.mark.parametrize(
    ("token", "what"),
    [
        ("old", "STOREWALK_TOKEN is not accepted: it may have expired"),
        ("read", "STOREWALK_TOKEN may not do that"),
        ("", "no token is not accepted"),
    ],
)
def test_a_token_that_does_not_help_is_told(
    api: Releases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str, what: str
) -> None:
    monkeypatch.setenv("STOREWALK_TOKEN", token)
    night(places(tmp_path), FIRST)
    with pytest.raises(StateError, match=what) as raised:
        pushed(store(), places(tmp_path))
    assert raised.value.hint
    assert api.assets == {}


def test_a_repository_that_is_not_there_is_no_first_night(api: Releases, tmp_path: Path) -> None:
    with pytest.raises(StateError, match="no such repository, or it may not be seen"):
        pull(ReleaseStore("acme/other"), places(tmp_path), print, AT_ONCE)


def test_an_immutable_release_is_told(api: Releases, tmp_path: Path) -> None:
    api.immutable = True
    night(places(tmp_path), FIRST)
    with pytest.raises(StateError, match="does not take the file: Cannot upload") as raised:
        pushed(store(), places(tmp_path))
    assert "immutable" in raised.value.hint


def test_too_many_requests_are_told(api: Releases, tmp_path: Path) -> None:
    api.spent = True
    with pytest.raises(StateError, match="no more requests for now"):
        store().load()


def test_a_file_that_is_cut_off_gives_what_is_whole(api: Releases, tmp_path: Path) -> None:
    here = places(tmp_path / "here")
    for number in range(1, 10):
        night(here, f"2026-11-0{number}T021700Z")
    pushed(store(), here)
    [(number, (name, data))] = api.assets.items()
    api.assets[number] = (name, data[: len(data) * 2 // 3])
    there = places(tmp_path / "there")
    done = pull(store(), there, print, AT_ONCE)
    assert "damaged or cut off" in str(done.notes[0])
    assert name in done.notes[0].file
    pushed(store(), here)
    assert runs(pulled(store(), tmp_path / "healed")) == runs(here)


def test_a_file_that_is_no_state_is_told(api: Releases, tmp_path: Path) -> None:
    night(places(tmp_path), FIRST)
    pushed(store(), places(tmp_path))
    [(number, (name, _))] = api.assets.items()
    api.assets[number] = (name, b"hello")
    with pytest.raises(StateError, match="not a state of Storewalk"):
        store().load()


def test_a_server_that_is_not_there_is_asked_again_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with releases() as api:
        monkeypatch.setenv("GITHUB_API_URL", api.url)
    said: list[str] = []
    with pytest.raises(StateError, match="GitHub cannot be reached"):
        pull(store(), places(tmp_path), said.append, AT_ONCE)
    assert len(said) == 3, "it may come back"
