"""The internet of a test: a proxy on 127.0.0.1 that is every host, with a certificate for it.

Apprise knows the addresses of the services; only so does a test see what really goes there.
"""

import contextlib
import ssl
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.reports.messages.certificates import Authority
from tests.reports.messages.services import Service


class Tunnel(Service):
    """A service that is reached by CONNECT, whatever host is asked for."""

    def __init__(self, rules: Any, authority: Authority) -> None:
        super().__init__(rules)
        self.hosts: list[str] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority.certificate, authority.key)
        inner, tunnel = self.handler, self

        class Connect(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_CONNECT(self) -> None:
                tunnel.hosts.append(self.path)
                self.send_response(200, "Connection established")
                self.end_headers()
                self.close_connection = True
                with (
                    contextlib.suppress(OSError),
                    context.wrap_socket(self.connection, server_side=True) as safe,
                ):
                    inner(safe, self.client_address, self.server)

            def log_message(self, *args: Any) -> None:
                pass

        self._server.RequestHandlerClass = Connect
