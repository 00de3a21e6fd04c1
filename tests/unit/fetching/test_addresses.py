"""No spelling of an inner address passes for one of the public internet."""

from __future__ import annotations

import socket

import pytest

from truceline.fetching.addresses import why_not_public

INNER = [
    "127.0.0.1",
    "127.255.255.254",
    "0.0.0.0",
    "0.1.2.3",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.127.255.255",
    "192.0.0.8",
    "192.0.0.9",
    "192.0.2.1",
    "192.31.196.1",
    "192.52.193.1",
    "192.88.99.1",
    "192.175.48.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::7f00:1",
    "64:ff9b:1::808:808",
    "100::1",
    "100:0:0:1::1",
    "2001::1",
    "2001:0:7f00:1::",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::",
    "2002:808:808::",
    "2620:4f:8000::1",
    "3fff::1",
    "4000::1",
    "5f00::1",
    "fc00::1",
    "fd00::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "2a00:1450:4001::5efe:10.0.0.1",
    "2a00:1450:4001:0:200:5efe:7f00:1",
    "2606:4700::1111%eth0",
]
NO_ADDRESS = ["", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "8.8.8.8 ", "8.8.8.8/32", "１.1.1.1"]
PUBLIC = ["8.8.8.8", "1.1.1.1", "100.63.255.255", "172.32.0.1", "192.0.1.1", "223.255.255.255", "2606:4700::1111"]
PUBLIC += ["2a00:1450:4001:80f::200e", "64:ff9b::808:808", "2a00:1450:4001::5efe:8.8.8.8"]
#: what the system's own resolver takes for this machine
SPELLINGS = ["2130706433", "0x7f000001", "017700000001", "127.1", "0177.0.0.1", "0x7f.1", "127.0.1", "0", "localhost"]


@pytest.mark.parametrize("address", INNER)
def test_inner_addresses_are_not_public(address: str) -> None:
    assert why_not_public(address)


@pytest.mark.parametrize("address", NO_ADDRESS)
def test_what_is_no_plain_address_is_not_public(address: str) -> None:
    assert why_not_public(address) == "no address"


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are(address: str) -> None:
    assert why_not_public(address) is None


@pytest.mark.parametrize("host", SPELLINGS)
def test_spellings_that_the_system_resolves(host: str) -> None:
    for entry in socket.getaddrinfo(host, 80, type=socket.SOCK_STREAM):
        assert why_not_public(str(entry[4][0])), host
