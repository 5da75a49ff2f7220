"""Interleaved rounds of all contestants (A B C A B C ...), each run in a folder of its own."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from crawler.errors import StorewalkError
from tests.bench.install import Environment
from tests.bench.measure import Weight, weigh
from tests.bench.roster import Contestant, Shop
from tests.bench.server import free_port, nginx, seen, serve
from tests.bench.shop import write_shop


@dataclass(frozen=True, slots=True)
class Walk:
    """One run of one contestant."""

    weight: Weight
    pages: int
    """Distinct pages of the shop that the server handed out; nobody's own claim."""
    requests: int
    """Everything that the server was asked."""
    recall: float
    """Share of the shop's pages, 0 to 1."""


@dataclass
class Course:
    """All runs of one contestant."""

    contestant: Contestant
    pages: int
    """Size of the shop that it walked."""
    walks: list[Walk] = field(default_factory=list)
    trouble: str = ""
    """Why it is not measured; empty when it is."""


def measure(
    who: Sequence[Contestant], *, pages: int, rounds: int, limit_s: float, caps: bool = True
) -> list[Course]:
    """Every contestant `rounds` times. `caps` False gives slow ones the whole shop, too."""
    courses = [Course(one, min(pages, one.pages) if caps and one.pages else pages) for one in who]
    environment = Environment()
    with ExitStack() as stack:
        shops = {
            size: stack.enter_context(shop_to_walk(size))
            for size in sorted({course.pages for course in courses})
        }
        for number in range(1, rounds + 1):
            for course in courses:
                if not course.trouble:
                    _once(course, environment, *shops[course.pages], limit_s)
                    _tell(course, number, rounds)
    return courses


@contextmanager
def shop_to_walk(pages: int) -> Iterator[tuple[Shop, Path]]:
    """A shop of so many pages on disk, and its folder; it is not served yet."""
    nginx()
    with tempfile.TemporaryDirectory(prefix="bench-shop-") as name:
        url = f"http://127.0.0.1:{free_port()}"
        yield Shop(f"{url}/", write_shop(Path(name), pages, url)), Path(name)


def walk(
    contestant: Contestant, environment: Environment, shop: Shop, folder: Path, limit_s: float
) -> Walk:
    """One run. Raises StorewalkError when the contestant cannot run or reads no page."""
    with tempfile.TemporaryDirectory(prefix="bench-run-") as name:
        own = Path(name)
        command = contestant.command(environment, shop, own)
        log = own / "access.log"
        with serve(folder, shop.port, log):
            weight = weigh(command, folder=own, env=environment.variables, limit_s=limit_s)
        asked = seen(log)
    found = asked.pages & frozenset(shop.paths)
    if weight.exit_code is None:
        raise StorewalkError(f"took longer than {limit_s:.0f} s ({len(found)} pages)")
    if not found:
        last = " / ".join(weight.said.splitlines()[-2:]) or "no message"
        raise StorewalkError(f"read no page (exit {weight.exit_code}): {last[:300]}")
    return Walk(weight, len(found), asked.requests, len(found) / len(shop.paths))


def _once(
    course: Course, environment: Environment, shop: Shop, folder: Path, limit_s: float
) -> None:
    try:
        course.walks.append(walk(course.contestant, environment, shop, folder, limit_s))
    except StorewalkError as error:
        course.trouble = error.message
        course.walks.clear()


def _tell(course: Course, number: int, rounds: int) -> None:
    said = f"not measured: {course.trouble}"
    if course.walks:
        last = course.walks[-1]
        said = f"{last.pages} pages in {last.weight.wall_s:.1f} s"
    print(f"round {number} of {rounds}: {course.contestant.name}: {said}", file=sys.stderr)
