"""The little Markdown that check texts use, as HTML. Everything is escaped first."""

import html
import re

from markupsafe import Markup

_CODE = re.compile(r"`([^`]+)`")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])")
_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s)]+)\)")
_BULLET = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")


def to_html(text: str) -> Markup:
    """Paragraphs, lists, sub-headings, code, bold, emphasis and http(s) links."""
    blocks: list[str] = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        if block.strip():
            blocks += _block(block)
    # Safe: _inline escapes before it adds its own marks.
    return Markup("\n".join(blocks))  # noqa: S704


def _block(block: str) -> list[str]:
    lines = block.strip("\n").split("\n")
    if lines[0].lstrip().startswith("```"):
        code = "\n".join(lines[1:]).removesuffix("```").rstrip()
        return [f"<pre><code>{html.escape(code)}</code></pre>"]
    if lines[0].startswith("#"):
        heading = f"<h4>{_inline(lines[0].lstrip('# '))}</h4>"
        return [heading, *(_block("\n".join(lines[1:])) if len(lines) > 1 else [])]
    first = next((i for i, line in enumerate(lines) if _BULLET.match(line)), None)
    if first is None:
        return [f"<p>{_inline(' '.join(line.strip() for line in lines))}</p>"]
    before = _block("\n".join(lines[:first])) if first else []
    items: list[str] = []
    for line in lines[first:]:
        if _BULLET.match(line):
            items.append(_BULLET.sub("", line))
        else:
            items[-1] += f" {line.strip()}"
    tag = "ol" if re.match(r"\s*\d", lines[first]) else "ul"
    return [*before, f"<{tag}>" + "".join(f"<li>{_inline(i)}</li>" for i in items) + f"</{tag}>"]


def _inline(text: str) -> str:
    safe = html.escape(text)
    pieces = _CODE.split(safe)
    for index, piece in enumerate(pieces):
        if index % 2:
            pieces[index] = f"<code>{piece}</code>"
            continue
        linked = _LINK.sub(r'<a href="\2" rel="noopener noreferrer nofollow">\1</a>', piece)
        pieces[index] = _EMPHASIS.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", linked))
    return "".join(pieces)
