"""Every error: its class, how a command ends with it, and each message with what to do, from the program's text."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cells import cell

import truceline

_SOURCE = Path(truceline.__file__).parent
_ROOT = "TrucelineError"


class Kind(NamedTuple):
    """A class of error as it stands in the program."""

    name: str
    base: str
    doc: str
    exit_code: int


@cache
def _trees() -> tuple[ast.Module, ...]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(_SOURCE.rglob("*.py")))
    return tuple(ast.parse(text) for text in texts if "Error" in text or "Exceeded" in text)


@cache
def classes() -> dict[str, Kind]:
    """TrucelineError and all that descend from it, by name."""
    defined = {
        node.name: node for tree in _trees() for node in tree.body if isinstance(node, ast.ClassDef) and node.bases
    }
    found = {_ROOT: Kind(_ROOT, "", "Root of every error that Truceline raises on purpose.", 3)}
    while new := [node for node in defined.values() if node.name not in found and _name(node.bases[0]) in found]:
        for node in new:
            base = _name(node.bases[0])
            found[node.name] = Kind(
                node.name,
                base,
                (ast.get_docstring(node) or "").partition("\n\n")[0],
                _exit_code(node, found[base].exit_code),
            )
    return dict(sorted(found.items()))


def _exit_code(node: ast.ClassDef, inherited: int) -> int:
    """What the class says itself, or its parent."""
    for line in node.body:
        if (
            isinstance(line, ast.Assign)
            and _name(line.targets[0]) == "exit_code"
            and isinstance(line.value, ast.Constant)
        ):
            return int(str(line.value.value))
    return inherited


def undocumented() -> list[str]:
    """Classes that do not say what they mean."""
    return [kind.name for kind in classes().values() if not kind.doc]


def page() -> str:
    lines = ["# Errors and what to do", "", _HEAD]
    messages = said()
    for kind in classes().values():
        parent = f" A kind of `{kind.base}`." if kind.base else ""
        lines += ["", f"## {kind.name}", "", f"{' '.join(kind.doc.split())}{parent} Exit code {kind.exit_code}.", ""]
        mine = sorted(messages.get(kind.name, ()))
        if mine:
            lines += ["| it says | what to do |", "|---|---|", *(f"| {cell(a)} | {cell(b)} |" for a, b in mine)]
    return "\n".join(lines) + "\n"


_HEAD = (
    "An error says what was found, where, and what to do. On the command line it is one message and an exit code; from "
    "Python an exception with `found`, `where` and `advice`; over HTTP a problem (RFC 9457). Below is every message "
    "that stands in the program, with a blank (…) where it names what it found."
)


@cache
def said() -> dict[str, set[tuple[str, str]]]:
    """By class of error: each message with its advice, as far as they are written out where it is raised."""
    names = {*classes()}
    found: dict[str, set[tuple[str, str]]] = {}
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (name := _name(node.func)) in names and node.args:
                message = _words(node.args[0])
                advice = next((_words(word.value) for word in node.keywords if word.arg == "advice"), "")
                if message.strip("… "):
                    found.setdefault(name, set()).add((message, advice))
    return found


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _words(node: ast.expr) -> str:
    """A text as it is written, with … for what is only known when it is said."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _words(node.left) + _words(node.right)
    return "…"
