"""Every setting of mission.toml: its type and default from the program, its meaning from docs/mission.md."""

from __future__ import annotations

import re
import types
import typing
from pathlib import Path

import msgspec
from cells import cell

from truceline.mission import folder

#: read only to be refused: a secret belongs into the environment
_REFUSED = frozenset({("signin.oidc", "client_secret")})
_GUIDE = Path(__file__).parents[1] / "mission.md"


def sections() -> dict[str, type[msgspec.Struct]]:
    """The tables of mission.toml with the types that they are read into."""
    found: dict[str, type[msgspec.Struct]] = {}
    for name, hint in typing.get_type_hints(folder._File).items():
        found |= _structs(name, hint)
    return found


def _structs(name: str, hint: object) -> dict[str, type[msgspec.Struct]]:
    """The struct that a hint means, and those within it: [signin] and [signin.oidc]."""
    if typing.get_origin(hint) is dict:  # a table within the line: told by the remark beside it
        return {}
    for kind in (hint, *typing.get_args(hint)):
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            inner = {}
            for field in msgspec.structs.fields(kind):
                inner |= _structs(f"{name}.{field.encode_name}", field.type)
            return {name: kind} | inner
    return {}


def every_key() -> list[tuple[str, msgspec.structs.FieldInfo]]:
    """Every key with the table that it stands in."""
    tables = sections()
    return [
        (section, field)
        for section, kind in tables.items()
        for field in msgspec.structs.fields(kind)
        if f"{section}.{field.encode_name}" not in tables and (section, field.encode_name) not in _REFUSED
    ]


def meanings() -> dict[tuple[str, str], str]:
    """What the guide's mission.toml says of each key, by table and key; a remark goes on over lines of its own."""
    block = next(
        text
        for text in re.findall(r"```toml\n(.*?)```", _GUIDE.read_text(encoding="utf-8"), re.DOTALL)
        if text.startswith("[mission]")
    )
    found: dict[tuple[str, str], str] = {}
    section, last = "", ("", "")
    for line in block.splitlines():
        if head := re.match(r"\[+([\w.]+)\]+", line):
            section = head[1]
        elif key := re.match(r"(\w+) = .*?#\s*(.*)", line):
            last = (section, key[1])
            found[last] = key[2]
        elif key := re.match(r"(\w+) = ", line):
            last = (section, key[1])
            found[last] = ""
        elif (more := re.match(r"\s+#\s*(.*)", line)) and last in found:
            found[last] += " " + more[1]
    return found


def undocumented() -> list[str]:
    """Keys of which the guide says nothing."""
    said = meanings()
    return [
        f"[{section}] {field.encode_name}" for section, field in every_key() if (section, field.encode_name) not in said
    ]


def page() -> str:
    said, lines = meanings(), ["# Settings of a mission", "", _HEAD]
    for section, kind in sections().items():
        doc = (kind.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")
        lines += [
            "",
            f"## [{section}]",
            "",
            doc if kind.__doc__ and not kind.__doc__.startswith(kind.__name__ + "(") else "",
        ]
        lines += ["", "| key | type | default | what it means |", "|---|---|---|---|"]
        for where, field in every_key():
            if where == section:
                lines.append(
                    f"| `{field.encode_name}` | {_kind(field.type)} | {_default(field)} "
                    f"| {cell(said.get((section, field.encode_name), ''))} |"
                )
    return "\n".join(lines) + "\n"


_HEAD = "`mission.toml` in a mission's folder; [a whole one with remarks](../mission.md). Other keys are refused."


def _kind(hint: object) -> str:
    if typing.get_origin(hint) is typing.Annotated:
        base, *marks = typing.get_args(hint)
        bounds = [f"{word} {getattr(mark, name):g}" for mark in marks for name, word in (("ge", "from"), ("le", "to"))
                  if getattr(mark, name, None) is not None]  # fmt: skip
        return f"{_kind(base)} ({' '.join(bounds)})" if bounds else _kind(base)
    if typing.get_origin(hint) is typing.Literal:
        return " or ".join(f"`{value!r}`".replace("'", '"') for value in typing.get_args(hint))
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return " or ".join(_kind(one) for one in typing.get_args(hint) if one is not type(None))
    if typing.get_origin(hint) in (tuple, dict):
        return "list" if typing.get_origin(hint) is tuple else "table"
    return {str: "text", int: "whole number", bool: "true or false", float: "number"}.get(
        hint, getattr(hint, "__name__", str(hint))
    )  # type: ignore[call-overload]


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "needed"
    if field.default is msgspec.NODEFAULT or field.default in (None, "", ()):
        return ""
    return f"`{msgspec.json.encode(field.default).decode()}`"
