"""`truceline accounts`: with what people sign in. Which role they have is not here: that is in the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from truceline.mission.folder import Mission
    from truceline.model.accounts import Account
    from truceline.ports import Accounts

_MISSION = click.argument("mission", type=click.Path(path_type=Path))
_NAME = click.argument("name")
_STDIN = click.option("--stdin", is_flag=True, help="Read the password from standard input: one line.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print a machine-readable summary.")


@click.group("accounts", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Who can sign in to `truceline serve`, and with what. A person of the record has one account, under their name.

    Roles are granted by two people (truceline access grant) and looked up at each request: an account without a role
    opens nothing. Passwords are typed, or come on standard input; they are never an argument.

    \b
    Somebody new:
      truceline access people north            who holds a role
      truceline accounts add north anna        asks for a password, shows a square code for their phone
    Later:
      truceline accounts password north anna   another password; every session of theirs ends
      truceline accounts code north anna       another phone
      truceline accounts token north anna      for a program or a device of theirs
      truceline accounts list north
      truceline accounts remove north anna
    Through the mission's identity provider ([signin.oidc] in mission.toml, docs/signing-in.md):
      truceline accounts link north anna 248289761001     who she is there: its `sub`, never an e-mail address
      truceline accounts unlink north anna                she signs in there no more
    """


@command.command("add")
@_MISSION
@_NAME
@click.option("--no-code", is_flag=True, help="A password alone, without codes from a phone.")
@_STDIN
@_JSON
def add(mission: Path, name: str, no_code: bool, stdin: bool, as_json: bool) -> None:
    """Make an account for a person of the record.

    \b
    Example:
      truceline accounts add north anna
    """
    from truceline.cli.answers import answer
    from truceline.mission.folder import open_mission
    from truceline.mission.stores import accounts_of
    from truceline.model.accounts import Account
    from truceline.model.errors import UsageError
    from truceline.service.signin.passwords import hash_of
    from truceline.stores.clock import SystemClock

    folder = open_mission(mission)
    _person(folder, name)
    accounts = accounts_of(folder)
    try:
        if accounts.account(name) is not None:
            raise UsageError(f"{name} has an account", advice=f"truceline accounts password {mission} {name}")
        hashed = hash_of(_new_password(folder, name, stdin))
        now_s = SystemClock().now_s()
        accounts.put(Account(name, hashed, made_s=now_s, changed_s=now_s))
        shown = {} if no_code else _new_code(folder, accounts, name)
    finally:
        accounts.close()
    lines = [f"{name} can sign in.", *_lines(shown)]
    answer(as_json, {"name": name, **shown}, lines)


@command.command("password")
@_MISSION
@_NAME
@_STDIN
@_JSON
def password(mission: Path, name: str, stdin: bool, as_json: bool) -> None:
    """Set another password. Every session of the person ends, and their programs' tokens with them.

    \b
    Example:
      truceline accounts password north anna
    """
    import msgspec

    from truceline.cli.answers import answer
    from truceline.mission.folder import open_mission
    from truceline.mission.stores import accounts_of
    from truceline.service.signin.passwords import hash_of
    from truceline.stores.clock import SystemClock

    folder = open_mission(mission)
    accounts = accounts_of(folder)
    try:
        account = _account(accounts, mission, name)
        hashed = hash_of(_new_password(folder, name, stdin))
        accounts.put(msgspec.structs.replace(account, password=hashed, changed_s=SystemClock().now_s()))
        ended = accounts.end_all(name)
    finally:
        accounts.close()
    answer(as_json, {"name": name, "ended": ended}, [f"{name} has another password. Sessions ended: {ended}."])


@command.command("code")
@_MISSION
@_NAME
@_JSON
def code(mission: Path, name: str, as_json: bool) -> None:
    """Another secret for codes from a phone, and new spare codes. Those before count no more; sessions end.

    \b
    Example:
      truceline accounts code north anna
    """
    from truceline.cli.answers import answer
    from truceline.mission.folder import open_mission
    from truceline.mission.stores import accounts_of

    folder = open_mission(mission)
    accounts = accounts_of(folder)
    try:
        _account(accounts, mission, name)
        shown = _new_code(folder, accounts, name)
        accounts.end_all(name)
    finally:
        accounts.close()
    answer(as_json, {"name": name, **shown}, _lines(shown))


@command.command("token")
@_MISSION
@_NAME
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, 366), help="How long it holds.")
@_JSON
def token(mission: Path, name: str, days: int, as_json: bool) -> None:
    """A token for a program or a device, in the person's role: Authorization: Bearer TOKEN, or as a device's password.

    It is printed once and kept nowhere. It ends with the role, and with truceline accounts password.

    \b
    Example:
      truceline accounts token north anna --days 90
    """
    from truceline.cli.answers import answer
    from truceline.mission.folder import open_mission
    from truceline.mission.locks import lock_record
    from truceline.mission.stores import accounts_of, record_of
    from truceline.service.signin.roles import Roles
    from truceline.service.signin.sessions import NO_GRANT, Sessions
    from truceline.stores.clock import SystemClock

    folder = open_mission(mission)
    record = record_of(folder, read_only=True)
    accounts = accounts_of(folder)
    try:
        lock_record(folder, record, read_only=True)
        roles = Roles(record)
        standing = roles.of(name)
        if standing is None and roles.are_granted():
            raise _nobody(mission, name)
        sessions = Sessions(accounts, roles, folder.signin, SystemClock())
        grant = NO_GRANT if standing is None else standing.grant
        made = sessions.begin(name, "token", grant, "", longest_s=days * 86_400)
    finally:
        accounts.close()
        record.close()
    answer(as_json, {"name": name, "token": made, "days": days}, [made])


@command.command("link")
@_MISSION
@_NAME
@click.argument("subject")
@_JSON
def link(mission: Path, name: str, subject: str, as_json: bool) -> None:
    """Let a person of the record sign in at the mission's identity provider, as SUBJECT there.

    SUBJECT is what the provider calls them in `sub`. It stands in its list of users; and whoever signs in there and is
    not known here yet is told theirs: make sure that it is they who read it to you. It is no e-mail address: those are
    given to others when somebody leaves. An account is made where there is none; a password that is there stays. Every
    session of theirs ends.

    \b
    Example:
      truceline accounts link north anna 248289761001
    """
    import msgspec

    from truceline.cli.answers import answer
    from truceline.mission.folder import open_mission
    from truceline.mission.stores import accounts_of
    from truceline.model.accounts import Account, is_subject, subject_at
    from truceline.model.errors import UsageError
    from truceline.stores.clock import SystemClock

    folder = open_mission(mission)
    provider = folder.signin.oidc
    if provider is None:
        raise UsageError("this mission has no identity provider", advice="Say which: [signin.oidc], docs/signing-in.md")
    if not is_subject(subject):
        raise UsageError(f"{subject!r} is no subject", advice="The provider's `sub`, letter by letter: at most 255.")
    _person(folder, name)
    accounts = accounts_of(folder)
    try:
        now_s = SystemClock().now_s()
        account = accounts.account(name) or Account(name, made_s=now_s, changed_s=now_s)
        accounts.put(msgspec.structs.replace(account, subject=subject_at(provider.issuer, subject)))
        ended = accounts.end_all(name)
    finally:
        accounts.close()
    lines = [f"{name} can sign in through {provider.name}. Sessions ended: {ended}."]
    answer(as_json, {"name": name, "issuer": provider.issuer, "subject": subject, "ended": ended}, lines)


@command.command("unlink")
@_MISSION
@_NAME
@_JSON
def unlink(mission: Path, name: str, as_json: bool) -> None:
    """Let somebody sign in at the identity provider no more. Every session ends; a password that is there stays.

    \b
    Example:
      truceline accounts unlink north anna
    """
    import msgspec

    from truceline.cli.answers import answer
    from truceline.mission.folder import open_mission
    from truceline.mission.stores import accounts_of
    from truceline.model.errors import UsageError

    accounts = accounts_of(open_mission(mission))
    try:
        account = _account(accounts, mission, name)
        if not account.subject:
            raise UsageError(f"{name} signs in at no provider", advice=f"truceline accounts list {mission}")
        accounts.put(msgspec.structs.replace(account, subject=""))
        ended = accounts.end_all(name)
    finally:
        accounts.close()
    left = "" if account.password else f" Nothing else opens the account: truceline accounts password {mission} {name}"
    answer(as_json, {"name": name, "ended": ended}, [f"{name} signs in there no more. Sessions ended: {ended}.{left}"])


@command.command("list")
@_MISSION
@_JSON
def list_accounts(mission: Path, as_json: bool) -> None:
    """Who has an account, with what they sign in, and whether they hold a role.

    \b
    Example:
      truceline accounts list north
    """
    from truceline.cli.answers import answer
    from truceline.mission.folder import open_mission
    from truceline.mission.stores import accounts_of

    folder = open_mission(mission)
    roles = _roles(folder)
    accounts = accounts_of(folder)
    try:
        rows = [
            {
                "name": one.name,
                "role": roles.get(one.name, ""),
                "password": bool(one.password),
                "codes": bool(one.secret),
                "subject": one.subject,
                "spare_codes": accounts.spares(one.name),
                "sessions": len(accounts.sessions(one.name)),
            }
            for one in accounts.accounts()
        ]
    finally:
        accounts.close()
    lines = [
        f"{row['name']}: {row['role'] or 'no role, so it opens nothing'}; "
        f"{_ways(row)}, {row['spare_codes']} spare codes, {row['sessions']} sessions"
        for row in rows
    ]
    answer(as_json, {"accounts": rows}, lines or [f"No accounts yet: truceline accounts add {mission} NAME"])


@command.command("remove")
@_MISSION
@_NAME
@_JSON
def remove(mission: Path, name: str, as_json: bool) -> None:
    """Take an account away: sessions and tokens end at once. The role stays, until two people revoke it.

    \b
    Example:
      truceline accounts remove north anna
    """
    from truceline.cli.answers import answer
    from truceline.mission.folder import open_mission
    from truceline.mission.stores import accounts_of

    accounts = accounts_of(open_mission(mission))
    try:
        _account(accounts, mission, name)
        accounts.remove(name)
    finally:
        accounts.close()
    answer(as_json, {"removed": name}, [f"{name} signs in no more. To take the role away: truceline access revoke"])


def _account(accounts: Accounts, mission: Path, name: str) -> Account:
    from truceline.model.errors import UsageError

    account = accounts.account(name)
    if account is None:
        raise UsageError(f"{name} has no account", advice=f"truceline accounts add {mission} {name}")
    return account


def _ways(row: dict[str, object]) -> str:
    """With what somebody signs in, for people to read."""
    own = f"password{' and codes' if row['codes'] else ''}" if row["password"] else ""
    there = f"as {row['subject']}" if row["subject"] else ""
    return " or ".join(way for way in (own, there) if way) or "nothing to sign in with"


def _roles(mission: Mission) -> dict[str, str]:
    from truceline.mission.asking import people
    from truceline.mission.locks import lock_record
    from truceline.mission.stores import has_record, record_of

    if not has_record(mission):
        return {}
    record = record_of(mission, read_only=True)
    try:
        lock_record(mission, record, read_only=True)
        return {one.name: one.role for one in people(record)}
    finally:
        record.close()


def _person(mission: Mission, name: str) -> None:
    if name not in _roles(mission):
        raise _nobody(mission.folder, name)


def _nobody(mission: Path, name: str) -> Exception:
    from truceline.model.errors import UsageError

    return UsageError(
        f"{name} holds no role in this mission",
        advice=f"Who does: truceline access people {mission}. Two people grant one: truceline access grant",
    )


def _new_password(mission: Mission, name: str, stdin: bool) -> str:
    """Typed twice at a terminal, or one line of standard input. Raises UsageError for a weak one."""
    import sys

    from truceline.model.errors import UsageError
    from truceline.service.signin.passwords import MOST_BYTES, refuse_weak

    if stdin:
        words = sys.stdin.readline(2 * MOST_BYTES).rstrip("\r\n")
    elif not sys.stdin.isatty():
        raise UsageError("nobody can be asked for the password", advice="At a terminal, or: … --stdin < file")
    else:
        words = click.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True)
    refuse_weak(words, name, mission.settings.name)
    return str(words)


def _new_code(mission: Mission, accounts: Accounts, name: str) -> dict[str, object]:
    """A fresh secret, sealed and kept; what its owner has to see once."""
    import msgspec

    from truceline.mission.code_lock import MissionCodes
    from truceline.mission.locks import lock_record
    from truceline.mission.stores import record_of
    from truceline.service.signin import codes
    from truceline.stores.clock import SystemClock

    clock = SystemClock()
    account = accounts.account(name)
    assert account is not None
    secret, spares = codes.fresh_secret(), codes.fresh_spares()
    record = record_of(mission)  # the first secret makes the key, which the record is told of
    try:
        lock_record(mission, record)
        sealed = MissionCodes(mission, record, clock).seal(name, secret)
    finally:
        record.close()
    accounts.put(msgspec.structs.replace(account, secret=sealed, changed_s=clock.now_s()))
    accounts.put_spares(name, [codes.spare_hash(name, one) for one in spares])
    return {
        "secret": codes.base32(secret),
        "uri": codes.address(name, mission.settings.name, secret),
        "spare_codes": list(spares),
    }


def _lines(shown: dict[str, object]) -> list[str]:
    """The square code for a phone, and the spare codes to write down."""
    import io

    import segno

    if not shown:
        return []
    drawn = io.StringIO()
    segno.make(str(shown["uri"]), error="m").terminal(drawn, compact=True)
    spares = shown["spare_codes"]
    assert isinstance(spares, list)
    return [
        drawn.getvalue(),
        f"Or type into the phone: {shown['secret']}",
        "Spare codes, each good once, for when the phone is lost. They are shown now and never again:",
        *(f"  {one}" for one in spares),
    ]
