"""The state in S3-compatible storage: a real server over HTTP."""

import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import s3fs
from moto import server as moto

from crawler.state import Moved, StateError, pull, verify
from crawler.state.bucket import BucketStore
from tests.crawler.state.nights import AT_ONCE, FIRST, SECOND, night, places, pulled, pushed, runs
from tests.crawler.state.servers import without_conditions


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running: Any = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    for name, value in {
        "AWS_ENDPOINT_URL": server, "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    name = request.node.name.replace("_", "-")[:60]
    s3fs.S3FileSystem(skip_instance_cache=True).mkdir(name)
    return str(name)


def test_a_night_goes_through_a_bucket(bucket: str, tmp_path: Path) -> None:
    store = BucketStore(f"//{bucket}/shop")
    here = places(tmp_path / "here")
    assert pull(store, here, print, AT_ONCE).first
    for run in (FIRST, SECOND):
        night(here, run)
        assert pushed(store, here) == []
    assert runs(pulled(BucketStore(f"//{bucket}/shop"), tmp_path / "there")) == [FIRST, SECOND]
    assert verify(here, store) == ()


def test_a_run_that_was_overtaken_merges(bucket: str, tmp_path: Path) -> None:
    slow, fast = BucketStore(f"//{bucket}"), BucketStore(f"//{bucket}")
    one, two = places(tmp_path / "one"), places(tmp_path / "two")
    night(one, FIRST)
    night(two, SECOND)
    nothing = slow.load()
    pushed(fast, two)
    with pytest.raises(Moved, match="has written the object since"):
        slow.save({}, nothing, FIRST)
    before = slow.load()
    fast.save({"schema_version": b"1\n"}, before, SECOND)
    with pytest.raises(Moved, match="has written the object since"):
        slow.save({}, before, FIRST)
    pushed(fast, two)
    pushed(slow, one)
    assert runs(pulled(fast, tmp_path / "both")) == [FIRST, SECOND]


def test_a_missing_bucket_is_no_first_night(bucket: str, tmp_path: Path) -> None:
    with pytest.raises(StateError, match="there is no such bucket"):
        pull(BucketStore("//no-such-bucket-here"), places(tmp_path), print, AT_ONCE)


def test_an_object_that_is_no_state_is_told(bucket: str) -> None:
    s3fs.S3FileSystem(skip_instance_cache=True).pipe_file(
        f"{bucket}/storewalk-state.tar.gz", b"hello"
    )
    with pytest.raises(StateError, match="not a state of Storewalk"):
        BucketStore(f"//{bucket}").load()


def test_a_storage_that_is_not_there_is_told(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(StateError, match="the storage cannot be reached"):
        BucketStore(f"//{bucket}").load()


def test_keys_that_are_refused_and_keys_that_are_missing_are_told(
    bucket: str, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_after(calls: str) -> None:
        url, type_ = f"{server}/moto-api/reset-auth", {"Content-Type": "text/plain"}
        urllib.request.urlopen(urllib.request.Request(url, calls.encode(), type_)).close()

    refuse_after("0")
    try:
        with pytest.raises(StateError, match="the storage refuses our keys") as raised:
            BucketStore(f"//{bucket}").load()
    finally:
        refuse_after("1000000000")
    assert "AWS_ACCESS_KEY_ID" in raised.value.hint
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(StateError, match="there are no keys for the storage"):
        BucketStore(f"//{bucket}").load()


def test_a_server_without_conditional_writes_is_asked_just_before(
    bucket: str, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with without_conditions(server) as (url, refused):
        monkeypatch.setenv("AWS_ENDPOINT_URL", url)
        store = BucketStore(f"//{bucket}")
        here = places(tmp_path / "here")
        for run in (FIRST, SECOND):
            night(here, run)
            assert pushed(store, here) == []
        assert refused == ["If-None-Match", "If-Match"]
        before = store.load()
        store.save({"schema_version": b"1\n"}, before, SECOND)
        with pytest.raises(Moved, match="has written the object since"):
            store.save({}, before, SECOND)
