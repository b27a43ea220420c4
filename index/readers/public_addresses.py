"""Which network addresses belong to the public internet."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")
# What clouds keep for their own services, and answers inside of them only.
_OF_CLOUDS = (
    IPv4Network("168.63.129.16/32"),  # Azure's host agent and name server
    IPv4Network("192.0.0.0/24"),  # Oracle's of old; nobody's otherwise
    IPv4Network("161.26.0.0/16"),  # IBM's services
    IPv4Network("166.8.0.0/14"),
)


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, and not in any private network.

    An IPv4 address inside an IPv6 one counts as itself.
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        # Site-local addresses are deprecated, and Python calls them global; networks may have them.
        if ip.is_site_local or ip in _NAT64_LOCAL:
            return False
        ip = _embedded(ip) or ip
    if any(ip in network for network in _OF_CLOUDS):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    # Through each of these a gateway reaches an IPv4 host, which may be a private one.
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour
