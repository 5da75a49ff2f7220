"""Errors for people: what happened, where, and what to do next.

Exit codes of the command (documented in the README and tested):
0 done, 1 a fault in Storewalk, 2 usage or configuration, 3 the walk is unusable,
10 the gate is closed (`--fail-on`).
"""

import errno
import sqlite3

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_full(error: BaseException) -> bool:
    """Whether something could not be written because the disk, a quota or a limit is used up."""
    if isinstance(error, sqlite3.OperationalError):
        return "disk is full" in str(error)
    return isinstance(error, OSError) and error.errno in _FULL


class StorewalkError(Exception):
    """Something a person can mend. `message` says what, `where` the place, `hint` the next step."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        """The place first, as compilers write it, then the sentence, then the mend."""
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}\n  {self.hint}" if self.hint else text


class ConfigError(StorewalkError):
    """The configuration, a product list or an option is wrong."""

    exit_code = 2


class WalkError(StorewalkError):
    """The shop could not be walked, so there is nothing to check or report."""

    exit_code = 3


class RunDirError(StorewalkError):
    """A run directory or history file is missing, damaged, or of another schema."""

    exit_code = 2


class BrowserError(StorewalkError):
    """No browser could be started."""

    exit_code = 2


class GateClosed(StorewalkError):  # noqa: N818 - a verdict the caller asked for, not a fault
    """Findings at or above the severity that `--fail-on` names."""

    exit_code = 10
