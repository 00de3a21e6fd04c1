"""`[signin.oidc]`: what is taken, and what is said of what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.mission.folder import open_mission
from truceline.model.errors import MissionError

RULE = {
    "issuer": '"https://id.example.org/realms/hq"',
    "client_id": '"truceline"',
    "name": '"Monitoring Ministry"',
}


def _open(folder: Path, before: str = "", **more: str | None) -> object:
    lines = [f"{name} = {value}" for name, value in {**RULE, **more}.items() if value is not None]
    text = "\n".join(['[mission]\nname = "North"', "[signin]", before, "[signin.oidc]", *lines])
    (folder / "mission.toml").write_text(text)
    return open_mission(folder).signin.oidc


def test_a_provider_is_read(tmp_path: Path) -> None:
    from truceline.mission.signin_rules import Provider

    assert _open(tmp_path, acr='["gold"]', skew_s="5") == Provider(
        issuer="https://id.example.org/realms/hq",
        client_id="truceline",
        name="Monitoring Ministry",
        scopes=("openid",),
        acr=("gold",),
        skew_s=5,
    )
    assert _open(tmp_path, "codes = true", amr='["mfa"]', issuer='"http://127.0.0.1:8080/realms/hq"')


@pytest.mark.parametrize(
    ("change", "words", "advice"),
    [
        ({"issuer": None}, "issuer", "docs/mission.md"),
        ({"issuer": '"http://id.example.org"'}, "as issuer", "to the letter"),
        ({"issuer": '"id.example.org"'}, "as issuer", "https://"),
        ({"issuer": '"https://me:pw@id.example.org"'}, "as issuer", "https://"),
        ({"issuer": '"https://id.example.org/?a=b"'}, "as issuer", "https://"),
        ({"issuer": '"https://id.example.org/#a"'}, "as issuer", "https://"),
        ({"issuer": '"https://id.example.org/ a"'}, "as issuer", "https://"),
        ({"issuer": '"https://[::1"'}, "as issuer", "https://"),
        ({"client_id": '""'}, "as client_id", "provider"),
        ({"client_id": '"a\\n"'}, "as client_id", "provider"),
        ({"name": '""'}, "as name", "organisation"),
        ({"name": '"a\\u202eb"'}, "as name", "organisation"),
        ({"name": f'"{"x" * 61}"'}, "as name", "60"),
        ({"scopes": '["profile"]'}, "as scopes", "openid"),
        ({"scopes": '["openid", "a b"]'}, "as scopes", "openid"),
        ({"acr": '[""]'}, "acr or amr", "leave it out"),
        ({"amr": '["a b"]'}, "acr or amr", "leave it out"),
        ({"skew_s": "301"}, "300", "docs/mission.md"),
        ({"skew_s": "-1"}, "0", "docs/mission.md"),
        ({"client_secret": '"s3cret"'}, "client secret", "TRUCELINE_OIDC_SECRET"),
        ({"secret": '"s3cret"'}, "secret", "docs/mission.md"),
    ],
)
def test_mistakes_are_named_with_what_to_do(
    tmp_path: Path, change: dict[str, str | None], words: str, advice: str
) -> None:
    with pytest.raises(MissionError) as refused:
        _open(tmp_path, **change)
    error = refused.value
    assert words in error.found and advice in error.advice and error.where.endswith("mission.toml")
    assert "s3cret" not in error.diagnostics()


def test_a_second_factor_that_is_asked_of_everybody_is_asked_of_the_provider_too(tmp_path: Path) -> None:
    with pytest.raises(MissionError, match="second factor"):
        _open(tmp_path, "codes = true")
