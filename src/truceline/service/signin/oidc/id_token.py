"""Whether an ID token says who somebody is, to us, now, for the sign-in that they began (OIDC Core 1.0, 3.1.3.7)."""

from __future__ import annotations

import logging
from typing import Any, Final

from truceline.mission.signin_rules import Provider
from truceline.model.accounts import is_subject
from truceline.service.problems import ProblemError
from truceline.service.signin.oidc.provider import Known

#: signatures that only the provider can make: HMAC is made by whoever knows a secret of ours, `none` by anybody
_ALGORITHMS: Final = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519"}
)
_WHY: Final = {
    "iss": "another issuer made it",
    "aud": "it is meant for somebody else",
    "azp": "it was made for another client",
    "exp": "it has expired",
    "iat": "it was made in the future",
    "nbf": "it holds in the future only",
    "nonce": "it was made for another sign-in",
    "sub": "it says of nobody who they are",
}
_log = logging.getLogger("truceline.signin")


def subject_in(token: str, known: Known, nonce: str, now_s: int) -> str:
    """The subject that a token is about.

    Raises ProblemError: 401 for a token that is not believed, 403 where the way of signing in is not enough; 502, 503
    where the provider's keys cannot be had.
    """
    claims = _signed(token, known)
    rule = known.rule
    _check(claims, rule, nonce, now_s)
    subject = claims["sub"]
    if not is_subject(subject):
        raise _not_believed("sub")
    return str(subject)


def _signed(token: str, known: Known) -> dict[str, Any]:
    """The claims of a token, once its signature is right."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jws import JWSRegistry

    algorithms = _ALGORITHMS.intersection(known.metadata().id_token_signing_alg_values_supported)
    if not algorithms:
        raise _not_believed("alg", "it is signed in no way that is taken here")
    registry = JWSRegistry(algorithms=algorithms, strict_check_header=False)
    try:
        return jwt.decode(token, lambda made: known.keys(made.headers().get("kid")), registry=registry).claims
    except (JoseError, ValueError, TypeError) as error:
        raise _not_believed(type(error).__name__, "its signature is not right") from error


def _check(claims: dict[str, Any], rule: Provider, nonce: str, now_s: int) -> None:
    from joserfc.errors import ClaimError
    from joserfc.jwt import JWTClaimsRegistry

    demanded: dict[str, Any] = {
        "iss": {"essential": True, "value": rule.issuer},
        "aud": {"essential": True, "value": rule.client_id},
        "sub": {"essential": True},
        "exp": {"essential": True},
        "iat": {"essential": True},
        "nonce": {"essential": True, "value": nonce},
        **{name: {"essential": True, "values": list(values)} for name, values in _ways(rule).items()},
    }
    try:
        JWTClaimsRegistry(now_s, rule.skew_s, **demanded).validate(claims)
    except ClaimError as error:
        missed = str(error.claim).partition(",")[0]
        raise (_too_weak(rule) if missed in _ways(rule) else _not_believed(missed)) from error
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if claims.get("azp", rule.client_id if len(audience) == 1 else None) != rule.client_id:
        raise _not_believed("azp")


def _ways(rule: Provider) -> dict[str, tuple[str, ...]]:
    """What has to be said of how somebody signed in there."""
    return {name: values for name, values in (("acr", rule.acr), ("amr", rule.amr)) if values}


def _too_weak(rule: Provider) -> ProblemError:
    wanted = "; ".join(f"{name} {' or '.join(values)}" for name, values in _ways(rule).items())
    return ProblemError(
        403,
        f"{rule.name} signed you in, but not in a way that this mission takes ({wanted})",
        advice="Sign in there with your second factor. Whoever runs that server can say how.",
    )


def _not_believed(claim: str, why: str = "") -> ProblemError:
    """What a stranger is told is what the log is told: neither has anything of the token."""
    found = f"what came from there was not believed: {why or _WHY.get(claim, 'something in it is wrong')}"
    _log.warning("an ID token was refused (%s): %s", claim, found)
    return ProblemError(401, found, advice="Begin again. If it stays so: whoever runs this server finds it in the log.")
