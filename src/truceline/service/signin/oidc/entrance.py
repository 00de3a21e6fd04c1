"""Signing in through the provider: there, back, and who that is here."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from truceline.model.accounts import subject_at
from truceline.model.errors import TrucelineError
from truceline.ports import Accounts, Clock
from truceline.service.problems import ProblemError
from truceline.service.signin.oidc.errand import Errand, Errands, Returned
from truceline.service.signin.oidc.id_token import subject_in
from truceline.service.signin.oidc.provider import Known
from truceline.service.signin.rates import Attempts
from truceline.service.signin.roles import Roles, Standing

#: people who are at the provider's door at once: while it is slow, everybody else is still served
_AT_ONCE: Final = 8
_PATIENCE_S: Final = 2.0
_log = logging.getLogger("truceline.signin")


class ProviderEntrance:
    """The way in through one provider. Threads may share it."""

    def __init__(self, known: Known, accounts: Accounts, roles: Roles, attempts: Attempts, clock: Clock) -> None:
        self._known = known
        self._accounts = accounts
        self._roles = roles
        self._attempts = attempts
        self._clock = clock
        self._errands = Errands(clock)
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    @property
    def name(self) -> str:
        """Of the organisation, for people to read."""
        return self._known.rule.name

    def prepare(self) -> None:
        """Get to know the provider before somebody comes; where it does not answer, the log says so."""
        try:
            self._known.metadata()
        except TrucelineError as error:
            _log.warning("%s", error.diagnostics())

    def begin(self, back: str) -> tuple[str, str]:
        """Where to send somebody, and the token for their cookie. Raises ProblemError: 502, 503."""
        with self._turn():
            metadata = self._known.metadata()
        token, errand = self._errands.begin()
        fragment = "fragment" in metadata.response_modes_supported  # what follows # reaches no log of a proxy
        asked = self._asked(errand, back) | ({"response_mode": "fragment"} if fragment else {})
        return _with(metadata.authorization_endpoint, asked), token

    def finish(self, returned: Returned, token: str, back: str, address: str) -> Standing:
        """Who it is. Raises ProblemError: 400, 401 for what is not believed, 403 for whoever is not known here or holds
        no role, 429 for whoever has to wait, 502 and 503 for what is the provider's fault."""
        self._attempts.refuse_early("", address, "")
        errand = self._errands.back(token, returned.state)
        try:
            with self._turn():
                self._check_issuer(returned.iss)
                made = self._known.exchange(returned.code, errand.verifier, back)
                subject = subject_in(made, self._known, errand.nonce, self._clock.now_s())
            return self._standing(subject)
        except ProblemError as error:
            if error.status < 500:
                self._attempts.failed("", address, "")
            raise

    def farewell(self, back: str) -> str:
        """Where to sign out at the provider too; empty where it has no such page. No token is in it."""
        metadata = self._known.told()
        if metadata is None or not metadata.end_session_endpoint:
            return ""
        asked = {"client_id": self._known.rule.client_id, "post_logout_redirect_uri": back}
        return _with(metadata.end_session_endpoint, asked)

    def _asked(self, errand: Errand, back: str) -> dict[str, str]:
        rule = self._known.rule
        return {
            "response_type": "code",
            "client_id": rule.client_id,
            "redirect_uri": back,
            "scope": " ".join(rule.scopes),
            "state": errand.state,
            "nonce": errand.nonce,
            "code_challenge": errand.challenge,
            "code_challenge_method": "S256",
        } | ({"acr_values": " ".join(rule.acr)} if rule.acr else {})

    def _check_issuer(self, said: str) -> None:
        """RFC 9207: an answer that another provider sent is not taken to this one."""
        expected = self._known.metadata().authorization_response_iss_parameter_supported
        if said != self._known.rule.issuer and (said or expected):
            raise ProblemError(401, "another provider sent this answer", advice="Begin again.")

    def _standing(self, subject: str) -> Standing:
        account = self._accounts.account_of(subject_at(self._known.rule.issuer, subject))
        if account is None:
            raise ProblemError(
                403,
                f"{self.name} knows you as {subject}, and nobody of this mission is known by that",
                advice=f"Whoever runs this server: truceline accounts link MISSION NAME {subject!r}",
            )
        standing = self._roles.of(account.name)
        if standing is None:
            raise ProblemError(403, "you hold no role in this mission", advice="Two people grant one: see the chair.")
        return standing

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=_PATIENCE_S):
            raise ProblemError(
                503,
                f"too many people sign in through {self.name} at this moment",
                advice="Try again in a minute.",
                headers={"Retry-After": "60"},
            )
        try:
            yield
        finally:
            self._turns.release()


def _with(address: str, asked: dict[str, str]) -> str:
    """An address with more asked of it."""
    parts = urlsplit(address)
    return parts._replace(query=urlencode([*parse_qsl(parts.query, keep_blank_values=True), *asked.items()])).geturl()
