"""Who asks, in a mission without accounts: the public, or the person at the keyboard, who holds the printed token."""

from __future__ import annotations

import getpass
import hmac

from truceline.mission.asking import KEYBOARD, Asker
from truceline.service.house import House
from truceline.service.problems import AnyRequest

PUBLIC = Asker("", "public")
_COOKIE = "truceline_solo"


def provide_asker(request: AnyRequest, house: House) -> Asker:
    """The public, unless the request brings the token that `truceline serve` printed."""
    given = request.headers.get("authorization", "").removeprefix("Bearer ") or request.cookies.get(_COOKIE, "")
    if house.solo and hmac.compare_digest(given.encode(), house.solo.encode()):
        return Asker(getpass.getuser(), KEYBOARD)
    return PUBLIC
