"""The site of a supplier, to which the own shop links. It is only asked, never audited."""

from __future__ import annotations

from tests.street import web
from tests.street.web import Request, Response
from tests.street.world import World

HOME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Workshops of the valley</title></head>
<body><h1>Workshops of the valley</h1><p>Eleven potters and two smiths.</p></body></html>
"""


class OutsideSite:
    """Answers its home page, and what the truth plans for other paths."""

    id = "outside"

    def __init__(self, world: World) -> None:
        self._world = world

    def respond(self, request: Request) -> Response:
        """The answer to any request."""
        planned = self._world.truth.answer(request.path, self._world.night, self.id)
        if planned is not None:
            return Response(planned[0], b"Not for you.\n", web.TEXT)
        if request.path in ("/", "/members", "/manuals/grinder.pdf"):
            return web.page(HOME)
        return Response(404, b"Not here.\n", web.TEXT)
