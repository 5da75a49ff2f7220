"""Public and private network addresses. Pure: nobody is asked."""

import ipaddress


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or ip
    return bool(mapped.is_global and not mapped.is_multicast)


def is_address(host: str) -> bool:
    """Whether a host is written as an IP address."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_private_host(host: str) -> bool:
    """Whether a host name or address is private by its very look, without asking anybody."""
    if is_address(host):
        return not is_public(host)
    return host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".test"))
