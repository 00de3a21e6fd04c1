"""An address as somebody wrote it, taken apart once: what is checked is what is asked for.

Two parsers that disagree about where the host ends are how such checks are passed by: whatever could be read in two
ways is refused.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

import msgspec

from truceline.model.errors import InputError

_SCHEMES = {"http": 80, "https": 443}
#: where web servers stand; others are where mail, databases and consoles do
_PORTS = frozenset({80, 443, 8000, 8008, 8080, 8443, 8888})
_MOST_CHARACTERS = 2_000
#: characters that no address has, and that parsers take in different ways
_ODD = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"{}|^`\u2028-\u202e\u2066-\u2069]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_KEPT = "/:?#[]@!$&'()*+,;=%-._~"
_ADVICE = "Give an address that begins with https:// or http://, as a browser shows it."


class Url(msgspec.Struct, frozen=True):
    """What is asked of whom: the host as letters of ASCII (or a bare IPv6 address), and path with query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Host with its port where that is not the usual one, as in a Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _SCHEMES[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.origin}{self.target}"


def parsed(words: str, ports: frozenset[int] = _PORTS) -> Url:
    """The address. Raises InputError for one that is not of the web, or that could be read in two ways."""
    if len(words) > _MOST_CHARACTERS:
        raise _refused(words, f"an address of {len(words)} characters")
    if odd := _ODD.search(words):
        raise _refused(words, f"the character {odd.group()!a} in an address")
    try:
        parts = urlsplit(words)
        port = parts.port
    except ValueError as error:
        raise _refused(words, f"no address ({error})") from error
    scheme = parts.scheme.lower()
    if scheme not in _SCHEMES:
        raise _refused(words, f"an address of the kind {scheme or 'unknown'!r}")
    if "@" in parts.netloc:
        raise _refused(words, "an address with a name and a password in it")
    if "%" in parts.netloc:
        raise _refused(words, "a host with escapes in it")
    host = _host(words, parts.hostname or "")
    port = _SCHEMES[scheme] if port is None else port
    if port not in ports:
        raise _refused(words, f"port {port}")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Url(scheme, host, port, quote(target, safe=_KEPT))


def led_to(before: Url, location: str) -> Url:
    """Where a redirect leads. Raises InputError for an address that is refused, or from https to http."""
    try:
        after = parsed(urljoin(str(before), location))
    except ValueError as error:
        raise _refused(location, f"no address ({error})") from error
    if before.scheme == "https" and after.scheme != "https":
        raise _refused(location, "a way from https back to http")
    return after


def _host(words: str, host: str) -> str:
    if ":" in host:
        return host
    try:
        name = host.encode("idna").decode("ascii").lower().removesuffix(".") if not host.isascii() else host.lower()
    except UnicodeError as error:
        raise _refused(words, "a host that is no name") from error
    name = name.removesuffix(".")
    if not name or len(name) > 253 or not all(_NAME.fullmatch(label) for label in name.split(".")):
        raise _refused(words, "a host that is no name")
    return name


def _refused(words: str, found: str) -> InputError:
    return InputError(f"{found} is not fetched", where=words[:200], advice=_ADVICE)
