"""Signing in with a password and a code. Whatever is wrong, a stranger is told the same, at the same cost."""

from __future__ import annotations

from typing import Final

import msgspec

from truceline.mission.signin_rules import SignIn
from truceline.model.accounts import Account
from truceline.ports import Accounts, Clock
from truceline.service.problems import ProblemError
from truceline.service.signin import passwords
from truceline.service.signin.codes import CodeLock, spare_hash, step_of
from truceline.service.signin.rates import Attempts
from truceline.service.signin.roles import Roles, Standing

#: digits of a time-based code; what is longer is a spare code
_CODE: Final = 6


class Credentials(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody types."""

    name: str
    password: str
    code: str = ""

    def __repr__(self) -> str:
        return "Credentials(…)"  # nothing of it belongs into a log


class Entrance:
    """Where passwords are looked at."""

    def __init__(
        self, accounts: Accounts, roles: Roles, attempts: Attempts, rules: SignIn, lock: CodeLock, clock: Clock
    ) -> None:
        self._accounts = accounts
        self._roles = roles
        self._attempts = attempts
        self._rules = rules
        self._lock = lock
        self._clock = clock

    def enter(self, given: Credentials, address: str, browser: str) -> Standing:
        """Who it is. Raises ProblemError: 429 for whoever has to wait, 401 for what is wrong, 403 without a role."""
        self._attempts.refuse_early(given.name, address, browser)
        account = self._accounts.account(given.name)
        checked = passwords.check(account.password if account else None, given.password)
        if account is None or not checked.right or not self._code_is_right(account, given.code):
            self._attempts.failed(given.name, address, browser)
            raise wrong()
        self._attempts.worked(given.name, address, browser)
        if checked.fresh:
            self._accounts.put(msgspec.structs.replace(account, password=checked.fresh))
        return self._standing(account)

    def change(self, account_name: str, old: Credentials, new: str, mission: str, address: str, browser: str) -> None:
        """Set another password. Every session of the person ends. Raises ProblemError, UsageError for a weak one."""
        passwords.refuse_weak(new, account_name, mission)
        self.enter(old, address, browser)
        account = self._accounts.account(account_name)
        assert account is not None  # they have just signed in
        fresh = passwords.hash_of(new)
        self._accounts.put(msgspec.structs.replace(account, password=fresh, changed_s=self._clock.now_s()))
        self._accounts.end_all(account_name)

    def _code_is_right(self, account: Account, code: str) -> bool:
        """Whether the code is right, and was used by nobody before. It is used up then."""
        if not account.secret:
            return True
        plain = code.replace(" ", "")
        if len(plain) > _CODE:
            return self._accounts.use_spare(account.name, spare_hash(account.name, plain))
        step = step_of(self._lock.open(account.name, account.secret), plain, self._clock.now_s())
        return step is not None and self._accounts.use_step(account.name, step)

    def _standing(self, account: Account) -> Standing:
        standing = self._roles.of(account.name)
        if standing is None:
            raise ProblemError(403, "you hold no role in this mission", advice="Two people grant one: see the chair.")
        if self._rules.codes and not account.secret:
            raise ProblemError(
                403,
                "this mission asks for a code besides the password, and your account has none yet",
                advice=f"Whoever runs the server: truceline accounts code MISSION {account.name}",
            )
        return standing


def wrong() -> ProblemError:
    """The one answer to every attempt that fails."""
    return ProblemError(401, "name, password or code is wrong", advice="Each code is good once; wait for the next.")
