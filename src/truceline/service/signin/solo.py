"""The person at the keyboard of a mission without roles: an address that signs in once, printed where they sit."""

from __future__ import annotations

import getpass
import hmac
import secrets
import threading
from collections.abc import Callable


class Solo:
    """One token that is good once. As soon as it was used there is another, of which `heard` is told."""

    def __init__(self, token: str = "") -> None:
        self._using = threading.Lock()
        self.heard: Callable[[str], None] | None = None
        self.token = token or secrets.token_urlsafe(32)

    def use(self, given: str) -> bool:
        """Whether it was the token. Of two who come with it at once, one is let in."""
        with self._using:
            if not hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode()):
                return False
            self.token = secrets.token_urlsafe(32)
        if self.heard is not None:
            self.heard(self.token)
        return True


def person() -> str:
    """Who sits there, as the operating system knows them."""
    return getpass.getuser()
