"""`truceline accounts link` and `unlink`: who somebody is at the identity provider, as the operator says it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.founded import Mission, founded

from truceline.cli.accounts import command
from truceline.model.accounts import Account, Session
from truceline.model.errors import UsageError

RULE = '[signin.oidc]\nissuer = "https://id.example.org/realms/hq"\nclient_id = "truceline"\nname = "Ministry"\n'
SUBJECT = "https://id.example.org/realms/hq 248289761001"


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mission]:
    folder = tmp_path_factory.mktemp("linked")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRUCELINE_KEYS", str(folder / "keys"))
        with founded(folder / "north", folder / "keys", RULE) as made:
            yield made


def accounts(mission: Mission, *words: str) -> Result:
    name, *rest = words
    return CliRunner().invoke(command, [name, str(mission.house.mission.folder), *rest])


def refusal(result: Result) -> UsageError:
    assert isinstance(result.exception, UsageError), result.output
    return result.exception


def test_somebody_is_linked_and_unlinked_and_every_session_ends(mission: Mission) -> None:
    store = mission.house.accounts
    told = json.loads(accounts(mission, "link", "anna", "248289761001", "--json").output)
    assert (told["issuer"], told["subject"]) == ("https://id.example.org/realms/hq", "248289761001")
    found = store.account_of(SUBJECT)
    assert found is not None and (found.name, found.password) == ("anna", "")
    assert f"anna: chair; as {SUBJECT}, 0 spare codes" in accounts(mission, "list").output
    store.begin(Session("t1", "anna", "provider", 1, "a", 1, 1, 10**10))
    said = accounts(mission, "unlink", "anna").output
    assert "Sessions ended: 1." in said and "truceline accounts password" in said
    assert store.account_of(SUBJECT) is None and store.sessions("anna") == ()
    assert "nothing to sign in with" in accounts(mission, "list").output
    assert "no provider" in refusal(accounts(mission, "unlink", "anna")).found


def test_a_password_that_is_there_stays(mission: Mission) -> None:
    mission.house.accounts.put(Account("bert", "$argon2id$1", b"sealed"))
    accounts(mission, "link", "bert", "b-1")
    accounts(mission, "link", "bert", "b-2")
    kept = mission.house.accounts.account("bert")
    assert kept is not None and (kept.password, kept.secret) == ("$argon2id$1", b"sealed")
    assert kept.subject == "https://id.example.org/realms/hq b-2", "another subject takes the place of the first"
    assert "password and codes or as https" in accounts(mission, "list").output
    accounts(mission, "unlink", "bert")


@pytest.mark.parametrize("subject", ["", " a", "a ", "a\n", "я", "x" * 256])
def test_what_is_no_subject_is_refused(mission: Mission, subject: str) -> None:
    assert "is no subject" in refusal(accounts(mission, "link", "anna", subject)).found


def test_nobody_is_linked_twice_or_without_a_role_or_a_provider(mission: Mission, tmp_path: Path) -> None:
    accounts(mission, "link", "clara", "c-1")
    assert "signs in as clara already" in refusal(accounts(mission, "link", "bert", "c-1")).found
    assert "holds no role" in refusal(accounts(mission, "link", "zoe", "z-1")).found
    (tmp_path / "mission.toml").write_text('[mission]\nname = "South"\n')
    without = CliRunner().invoke(command, ["link", str(tmp_path), "anna", "a-1"])
    assert "[signin.oidc]" in refusal(without).advice


def test_help_teaches_by_example() -> None:
    for words, example in (
        (["--help"], "truceline accounts link north anna 248289761001"),
        (["link", "--help"], "truceline accounts link north anna 248289761001"),
        (["unlink", "--help"], "truceline accounts unlink north anna"),
    ):
        assert example in CliRunner().invoke(command, words).output
