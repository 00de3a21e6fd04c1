"""How often somebody may try. Waiting grows with each failure and passes by itself: nobody is locked out for good.

Failures are kept against the name, the address, and each browser that somebody signed in with before. A stranger's
failures slow down strangers; whoever comes back with a browser of theirs is held up by its own failures only.
"""

from __future__ import annotations

import hashlib
import ipaddress
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

import msgspec

from truceline.ports import Accounts, Clock
from truceline.service.problems import ProblemError

#: failures older than this no longer count
FORGET_S: Final = 3_600
#: clients that are watched at once; those not heard of for longest are forgotten
_MOST_CLIENTS: Final = 10_000


class Pace(msgspec.Struct, frozen=True):
    """Free failures, then 1, 2, 4 … seconds, at most `longest_s`."""

    free: int
    longest_s: int

    def wait_s(self, count: int) -> int:
        """Seconds to wait after this many failures."""
        return 0 if count < self.free else min(self.longest_s, 2 ** min(count - self.free, 30))


#: 1,440 guesses a day at one account, from however many addresses: at twelve letters that is nothing
NAME: Final = Pace(5, 60)
ADDRESS: Final = Pace(20, 900)
BROWSER: Final = Pace(10, 900)


class Attempts:
    """Failed attempts to sign in."""

    def __init__(self, accounts: Accounts, clock: Clock) -> None:
        self._accounts = accounts
        self._clock = clock

    def refuse_early(self, name: str, address: str, browser: str) -> None:
        """Raises ProblemError (429) for whoever has to wait. Such an attempt is neither looked at nor counted.

        `name` is empty where none was typed.
        """
        now_s = self._clock.now_s()
        waits = []
        for key, pace in self._watched(name, address, browser):
            failures = self._accounts.failures(key)
            waits.append(failures.last_s + pace.wait_s(failures.count) - now_s)
        wait_s = min(max(waits), max(NAME.longest_s, ADDRESS.longest_s))  # a clock that was set back holds nobody up
        if wait_s > 0:
            raise ProblemError(
                429,
                f"too many attempts failed: the next is looked at in {wait_s} seconds",
                advice="Wait, then try again; or use a browser in which you signed in before.",
                headers={"Retry-After": str(wait_s)},
            )

    def failed(self, name: str, address: str, browser: str) -> None:
        for key, _ in self._watched(name, address, browser):
            self._accounts.failed(key, self._clock.now_s(), FORGET_S)

    def worked(self, name: str, address: str, browser: str) -> None:
        """Whoever signed in is not held up by what they mistyped. Failures of the address stay."""
        for key, pace in self._watched(name, address, browser):
            if pace is not ADDRESS:
                self._accounts.forgive(key)

    def _watched(self, name: str, address: str, browser: str) -> tuple[tuple[str, Pace], ...]:
        if browser and self._accounts.is_known(browser, name, self._clock.now_s()):
            return ((_key("browser", browser), BROWSER),)
        by_address = (_key("address", network_of(address)), ADDRESS)
        return ((_key("name", name), NAME), by_address) if name else (by_address,)


class Requests:
    """How many requests a client may send: a bucket for each that fills again. Raises ProblemError (429)."""

    def __init__(self, a_second: float, at_once: int, now: Callable[[], float] = time.monotonic) -> None:
        self._a_second = a_second
        self._at_once = at_once
        self._now = now
        self._counting = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def count(self, client: str) -> None:
        now = self._now()
        with self._counting:
            left, at = self._left.pop(client, (float(self._at_once), now))
            left = min(float(self._at_once), left + (now - at) * self._a_second)
            self._left[client] = (max(left - 1, 0.0) if left >= 1 else left, now)
            if len(self._left) > _MOST_CLIENTS:
                self._left.popitem(last=False)
        if left < 1:
            wait_s = max(1, round((1 - left) / self._a_second))
            raise ProblemError(
                429, "too many requests", advice="Send them more slowly.", headers={"Retry-After": str(wait_s)}
            )


def network_of(address: str) -> str:
    """What one client has of addresses: one of IPv4, the first 64 bits of IPv6, of which everybody has that many."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _key(kind: str, value: str) -> str:
    """Names that strangers made up are of any length, and no list of whom they tried is kept."""
    return hashlib.sha256(f"{kind}\n{value}".encode("utf-8", "replace")).hexdigest()
