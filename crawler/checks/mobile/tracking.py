"""Tags of analytics and advertising that send or store something, for the checks about consent."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from crawler.records import TagSeen

_KINDS = frozenset({"analytics", "marketing"})


@dataclass(frozen=True, slots=True)
class Tracker:
    """One tag that is active."""

    name: str
    hits: int
    """That do not say that consent is denied."""
    cookies: tuple[str, ...]
    """Names, sorted."""

    def does(self, before: Collection[str] = ()) -> str:
        """What it does, as a sentence goes on; `before` are cookies that were there already."""
        done = ["sends data"] if self.hits else []
        for word, names in (
            ("stores", [name for name in self.cookies if name not in before]),
            ("keeps", [name for name in self.cookies if name in before]),
        ):
            if names:
                noun = "the cookie" if len(names) == 1 else "cookies"
                done.append(f"{word} {noun} ({', '.join(names[:3])})")
        return " and ".join(done)


def trackers(tags: Iterable[TagSeen], cookies: Mapping[str, str]) -> list[Tracker]:
    """The active ones. `cookies`: name, and whose tag's it is; empty: of none that we know."""
    active = [tag for tag in tags if tag.kind in _KINDS and tag.free_hits]
    names = dict.fromkeys([tag.tag for tag in active] + [name for name in cookies.values() if name])
    return [
        Tracker(
            name,
            sum(tag.free_hits for tag in active if tag.tag == name),
            tuple(sorted(cookie for cookie, owner in cookies.items() if owner == name)),
        )
        for name in names
    ]
