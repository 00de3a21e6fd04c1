"""`[signin]` of mission.toml: how long people stay signed in, with what, and through whose identity provider."""

from __future__ import annotations

import re
from typing import Annotated, Final
from urllib.parse import urlsplit

import msgspec

from truceline.model.errors import MissionError

#: where the client secret comes from: a mission's folder is copied, evacuated and shown to others
SECRET_VARIABLE: Final = "TRUCELINE_OIDC_SECRET"
_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
#: RFC 6749, appendix A: how a scope, an acr, and a client's name may be written
_WORD: Final = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,100}")
_CLIENT: Final = re.compile(r"[\x20-\x7e]{1,255}")
_MOST_NAME: Final = 60


class Provider(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An identity provider that speaks OpenID Connect. It says who somebody is; which role they have it never says."""

    issuer: str
    client_id: str
    name: str  # on the button: of the organisation, as its people call it
    scopes: tuple[str, ...] = ("openid",)
    acr: tuple[str, ...] = ()  # one of these has to be said of how somebody signed in there; none: it does not matter
    amr: tuple[str, ...] = ()  # and one of these
    skew_s: Annotated[int, msgspec.Meta(ge=0, le=300)] = 60  # seconds that its clock may be away from ours
    client_secret: str = ""  # read only to be refused: see SECRET_VARIABLE


class SignIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long people stay signed in, and with what they sign in."""

    idle_min: Annotated[int, msgspec.Meta(ge=1, le=24 * 60)] = 30
    longest_h: Annotated[int, msgspec.Meta(ge=1, le=24 * 7)] = 12
    codes: bool = False  # nobody signs in with a password alone
    oidc: Provider | None = None


def check(rules: SignIn, where: str) -> None:
    """Raises MissionError for a provider that cannot be asked, or that would be believed too easily."""
    one = rules.oidc
    if one is None:
        return
    if one.client_secret:
        raise _refused(
            "holds the client secret", where, f"Take it out: {SECRET_VARIABLE}=… in the environment. Renew it."
        )
    if not is_encrypted(one.issuer) or urlsplit(one.issuer).query:
        raise _refused(
            f"has {one.issuer!r} as issuer",
            where,
            "Write it as the provider does, to the letter: https://id.example.org/realms/hq",
        )
    if not _CLIENT.fullmatch(one.client_id):
        raise _refused(f"has {one.client_id!r} as client_id", where, "Write what the provider calls this server.")
    if not 0 < len(one.name) <= _MOST_NAME or not one.name.isprintable() or one.name != one.name.strip():
        raise _refused(f"has {one.name!r} as name", where, f"Name the organisation in 1 to {_MOST_NAME} letters.")
    if "openid" not in one.scopes or not all(map(_WORD.fullmatch, one.scopes)):
        raise _refused(
            f"has {list(one.scopes)} as scopes", where, 'scopes = ["openid"] is enough: nothing else is used.'
        )
    if not all(map(_WORD.fullmatch, (*one.acr, *one.amr))):
        raise _refused(
            "asks for an acr or amr that is no word", where, "Name it as the provider does, or leave it out."
        )
    if rules.codes and not (one.acr or one.amr):
        raise MissionError(
            "[signin] codes = true asks everybody for a second factor, and [signin.oidc] asks the provider for none",
            where=where,
            advice="Say in acr or amr what the provider calls a sign-in with two factors, or take codes out.",
        )


def is_encrypted(url: str) -> bool:
    """Whether this is an address that is asked over TLS, or on this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    if not host or "@" in parts.netloc or parts.fragment or not url.isascii() or not url.isprintable() or " " in url:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)


def _refused(found: str, where: str, advice: str) -> MissionError:
    return MissionError(f"[signin.oidc] {found}", where=where, advice=advice)
