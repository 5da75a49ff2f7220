"""A small client for WebDriver BiDi: Debian's own Firefox, as a reader has it.

Playwright drives a patched Firefox that forgives what this one does not: a page on the disk may
read no other file. See https://www.w3.org/TR/webdriver-bidi/ for the commands.
"""

import asyncio
import contextlib
import itertools
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Self

import aiohttp

SECONDS = 60
"""Nothing that a test waits for takes longer, even on a busy machine."""

PREFERENCES = {
    # Without this, Firefox changes its own preferences for tests, the next line among them.
    "remote.prefs.recommended": False,
    "security.fileuri.strict_origin_policy": True,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


class BidiError(Exception):
    """Firefox refused a command, or a script in the page failed."""


class Firefox:
    """One tab of a running Firefox, and what went wrong in it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.faults: list[str] = []
        """Console messages, exceptions, and requests that left the disk."""
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._tab = ""
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def over(cls, socket: aiohttp.ClientWebSocketResponse) -> Self:
        """A session with one tab whose console and requests are watched."""
        firefox = cls(socket)
        await firefox.send("session.new", capabilities={})
        await firefox.send(
            "session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"]
        )
        firefox._tab = (await firefox.send("browsingContext.create", type="tab"))["context"]
        return firefox

    async def send(self, method: str, **params: Any) -> dict[str, Any]:
        """What Firefox answers to one command."""
        number = next(self._numbers)
        answer = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        await self._socket.send_str(json.dumps({"id": number, "method": method, "params": params}))
        return await asyncio.wait_for(answer, SECONDS)

    async def open(self, address: str) -> None:
        """Load a page anew, even when only the part behind # is another one."""
        await self.send(
            "browsingContext.navigate", context=self._tab, url="about:blank", wait="complete"
        )
        await self.send("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    async def run(self, script: str) -> Any:
        """The value of an expression in the page: text, number, bool or None."""
        result = await self.send(
            "script.evaluate",
            expression=script,
            target={"context": self._tab},
            awaitPromise=True,
            userActivation=True,
        )
        if result["type"] == "exception":
            raise BidiError(result["exceptionDetails"]["text"])
        return result["result"].get("value")

    async def until(self, condition: str) -> None:
        """Wait until an expression in the page is true."""
        try:
            await self.run(
                "new Promise((done) => { const look = () => (" + condition + ")"
                " ? done(true) : requestAnimationFrame(look); look(); })"
            )
        except TimeoutError:
            raise BidiError(f"never true: {condition}") from None

    async def _read(self) -> None:
        async for message in self._socket:
            told = json.loads(message.data)
            if told["type"] == "event":
                self._event(told["method"], told["params"])
                continue
            answer = self._waiting.pop(told["id"])
            if told["type"] == "success":
                answer.set_result(told["result"])
            elif not answer.done():
                answer.set_exception(BidiError(f"{told['error']}: {told['message']}"))

    def _event(self, method: str, params: dict[str, Any]) -> None:
        if method == "log.entryAdded":
            self.faults.append(f"{params['level']}: {params['text']}")
        elif not params["request"]["url"].startswith(("file:", "data:", "blob:", "about:")):
            self.faults.append(f"request: {params['request']['url']}")


@contextlib.asynccontextmanager
async def running(program: str, profile: Path) -> AsyncIterator[Firefox]:
    """Start `program` with an empty profile in `profile`; it ends with the block."""
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        program, "--headless", "--no-remote", "--remote-debugging-port", "0", "--profile",
        str(profile), stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stderr
    drain: asyncio.Task[bytes] | None = None
    try:
        address = await asyncio.wait_for(_address(process.stderr), SECONDS)
        # Nobody needs the rest, but a full pipe would stop Firefox.
        drain = asyncio.create_task(process.stderr.read())
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{address}/session", max_msg_size=0) as socket,
        ):
            yield await Firefox.over(socket)
    finally:
        process.terminate()
        await process.wait()
        if drain:
            await drain


async def _address(errors: asyncio.StreamReader) -> str:
    said = []
    while line := (await errors.readline()).decode("utf-8", "replace"):
        said.append(line)
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
            return found[1]
    raise BidiError("Firefox ended before it could be spoken to: " + "".join(said))
