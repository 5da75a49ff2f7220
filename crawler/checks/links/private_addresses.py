"""Hosts that only work on a developer's machine or inside a company."""

import ipaddress

_NAMES = (".localhost", ".local", ".test", ".internal")
_LOCAL_NAMES = ("localhost",)


def is_local_name(host: str) -> bool:
    """Whether a host name is reserved for development: localhost, *.local, *.test (RFC 6761)."""
    return host in _LOCAL_NAMES or host.endswith(_NAMES)


def is_private_address(host: str) -> bool:
    """Whether a host is an IP address that the public internet does not reach."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_private or address.is_loopback or address.is_unspecified
