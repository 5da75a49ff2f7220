"""Which token may go to which host. Tokens are read from the environment and never printed."""

import os
from urllib.parse import urlsplit

OWN = "STOREWALK_TOKEN"
GITHUB = "GITHUB_TOKEN"
_HERE = {"127.0.0.1", "localhost", "::1"}


def token_for(url: str) -> tuple[str, str]:
    """The token for an address and the variable it stands in; two empty texts when there is none.

    STOREWALK_TOKEN is for the store that the user named. GITHUB_TOKEN goes to GitHub only (that of
    GITHUB_SERVER_URL and GITHUB_API_URL), for a job has it unasked. Neither goes over a line that
    is not encrypted, unless it ends on this machine.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _HERE):
        return "", ""
    for name in (OWN, GITHUB):
        token = os.environ.get(name, "").strip()
        if token and (name == OWN or host in _github_hosts()):
            return token, name
    return "", ""


def _github_hosts() -> set[str]:
    named = (os.environ.get(name, "") for name in ("GITHUB_SERVER_URL", "GITHUB_API_URL"))
    return {"github.com", "api.github.com", "uploads.github.com"} | {
        urlsplit(url).hostname or "" for url in named
    }
