"""One GitHub issue that is opened, brought up to date, closed and reopened; never a second one."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from reports.language import _
from reports.messages.base import Message, Result, Retries, SendError
from reports.messages.body import markdown_head, markdown_lines
from reports.messages.escape import markdown, plain
from reports.messages.http import Reply, ask, passing

MARKER = "<!-- storewalk:regressions -->"
_TOLD = "<!-- storewalk:told {digest} -->"
MOST_CHARACTERS = 65_536
"""Of a body or comment: GitHub answers 422 "body is too long (maximum is 65536 characters)"."""
_ROOM = 1_000
"""Kept free: GitHub counts some characters as two."""
ACCEPT = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}


@dataclass(frozen=True, slots=True)
class Issue:
    """The issue of a repository."""

    api: str
    """https://api.github.com, without a slash at the end."""
    repository: str
    """owner/name"""
    token: str = field(repr=False)
    label: str
    retries: Retries = field(default_factory=Retries)

    def emit(self, message: Message) -> Result:
        """Open, change, comment, close or reopen it, or leave it alone."""
        if not self.repository:
            raise SendError("no repository: set `repository: owner/name` at this channel")
        found = self._find()
        if found is None:
            return self._open(message)
        if not message.standing_ids:
            return self._close(found, message)
        return self._update(found, message)

    def _open(self, message: Message) -> Result:
        if not message.standing_ids:
            return Result(True, ("no issue is needed"))
        content = {"title": _title(message), "body": body_of(message), "labels": [self.label]}

        def create() -> Result:
            # Looked for anew: a try whose answer was lost may have opened it.
            found = self._find()
            if found is not None:
                return Result(True, ("issue {n} opened").format(n=found["number"]))
            made = self._once("POST", self._issues, content)
            return Result(True, ("issue {n} opened").format(n=made["number"]))

        return self.retries.run(create)

    def _update(self, issue: Mapping[str, Any], message: Message) -> Result:
        number, body = issue["number"], body_of(message)
        was = str(issue.get("body") or "")
        news = message.kind != "nothing" and _digest(message) not in was
        closed = issue.get("state") == "closed"
        if closed and not news:
            return Result(True, (f"issue {number} was closed by somebody and stays so"))
        if news:
            self._call("POST", f"{self._issues}/{number}/comments", {"body": comment_of(message)})
        if was != body or closed:
            changed = {"title": _title(message), "body": body, "state": "open"}
            self._call("PATCH", f"{self._issues}/{number}", changed)
        text = ("issue {n} reopened") if closed else ("issue {n} brought up to date")
        return Result(True, text.format(n=number))

    def _close(self, issue: Mapping[str, Any], message: Message) -> Result:
        number = issue["number"]
        if issue.get("state") == "closed":
            return Result(True, (f"issue {number} is closed"))
        comment = markdown(_("Nothing that was told here is open any more."))
        self._call("POST", f"{self._issues}/{number}/comments", {"body": comment})
        changed = {"state": "closed", "state_reason": "completed", "body": body_of(message)}
        self._call("PATCH", f"{self._issues}/{number}", changed)
        return Result(True, (f"issue {number} closed"))

    def _find(self) -> Mapping[str, Any] | None:
        """The oldest issue with the label and the marker, open or closed."""
        query = f"labels={quote(self.label, safe='')}&state=all&per_page=100&direction=asc"
        listed = self._call("GET", f"{self._issues}?{query}")
        found = [
            one
            for one in (listed if isinstance(listed, list) else [])
            if MARKER in str(one.get("body") or "") and "pull_request" not in one
        ]
        return min(found, key=lambda one: int(one["number"]), default=None)

    @property
    def _issues(self) -> str:
        return f"{self.api}/repos/{self.repository}/issues"

    def _call(self, method: str, url: str, body: Any = None) -> Any:
        return self.retries.run(lambda: self._once(method, url, body))

    def _once(self, method: str, url: str, body: Any = None) -> Any:
        headers = ACCEPT | {"Authorization": f"Bearer {self.token}"}
        reply = ask(method, url, body=body, headers=headers)
        if HTTPStatus.OK <= reply.status < HTTPStatus.MULTIPLE_CHOICES:
            return reply.json()
        raise refused(reply)


def refused(reply: Reply) -> SendError:
    """What GitHub's answer means, and what mends it."""
    said = reply.json()
    reason = plain(str(said.get("message", "")), 200) if isinstance(said, dict) else ""
    limited = reply.status in (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS) and (
        reply.wait_s is not None
        or reply.headers.get("x-ratelimit-remaining") == "0"
        or reply.status == HTTPStatus.TOO_MANY_REQUESTS
    )
    if limited:
        text = "GitHub asks for a pause (status {status}): {reason}"
    else:
        text = _mends().get(reply.status, ("GitHub answered {status}: {reason}"))
    return SendError(
        text.format(status=reply.status, reason=reason),
        again=limited or passing(reply.status),
        wait_s=reply.wait_s,
    )


def _mends() -> dict[int, str]:
    return {
        HTTPStatus.MOVED_PERMANENTLY: (
            "the repository was renamed: write its new name into `repository`"
        ),
        HTTPStatus.UNAUTHORIZED: (
            "GitHub does not know the token ({reason}): is the secret set, and not expired?"
        ),
        HTTPStatus.FORBIDDEN: (
            "the token may not write issues ({reason}): give the job `permissions: issues: write`"
        ),
        HTTPStatus.NOT_FOUND: (
            "there is no such repository, or the token may not see it ({reason}): is `repository` "
            "right?"
        ),
        HTTPStatus.GONE: (
            "issues are switched off there ({reason}): switch them on in the repository's settings"
        ),
        HTTPStatus.UNPROCESSABLE_ENTITY: (
            "GitHub refused the content ({reason}): does the label exist, and may the token make "
            "one?"
        ),
    }


def body_of(message: Message) -> str:
    """The issue's text: what is open now. The marker and the digest stay also when it is cut."""
    head = [MARKER, _TOLD.format(digest=_digest(message))]
    blocks = ["\n".join(head), *markdown_head(message)]
    if message.standing:
        heading = markdown(_("Told and still open"))
        blocks.append(f"### {heading}")
        lines = markdown_lines(message, message.standing, message.standing_more)
        blocks.append("\n".join(lines))
    return shortened("\n\n".join(blocks))


def comment_of(message: Message) -> str:
    """What is new, for who follows the issue."""
    lines = markdown_lines(message, message.lines, message.more)
    return shortened("\n\n".join([f"**{markdown(message.title)}**", "\n".join(lines)]))


def shortened(text: str) -> str:
    """Whole lines that GitHub takes, counted as UTF-16 does."""
    kept: list[str] = []
    size = 0
    for line in text.split("\n"):
        size += len(line.encode("utf-16-le")) // 2 + 1
        if size > MOST_CHARACTERS - _ROOM:
            kept += ["", _("The rest is in the report.")]
            break
        kept.append(line)
    return "\n".join(kept)


def _title(message: Message) -> str:
    return plain(_("{shop}: errors to mend").format(shop=message.shop), 200)


def _digest(message: Message) -> str:
    told = "\n".join(sorted(message.standing_ids))
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()
