"""The calls from Python and what they return, from their own texts."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from cells import cell

from truceline import api
from truceline.notebook import (
    audited,
    card,
    derived,
    explained,
    findings,
    issue,
    measured,
    merged,
    mission,
    reading,
    rows,
)

#: answers in the order of the calls that give them
ANSWERS = (
    reading.Reading, derived.Origins, merged.Merged, findings.Findings, findings.FindingShown, measured.Measured,
    audited.Audited, mission.Mission, explained.IncidentShown, explained.Explanation, issue.Issue,
    rows.Rows, card.Chart,
)  # fmt: skip
_CALLS = ("read", "derive", "fuse", "assess", "measure", "audit", "open")


def undocumented() -> list[str]:
    """Calls and members of answers without a text."""
    calls = [name for name in _CALLS if not inspect.getdoc(getattr(api, name))]
    return calls + [
        f"{kind.__name__}.{name}" for kind in ANSWERS for name, member in _members(kind) if not _doc(member)
    ]


def page() -> str:
    lines = ["# From Python", "", "```python\nimport truceline as tl\n```", "", _HEAD]
    for name in _CALLS:
        call = getattr(api, name)
        lines += [
            "",
            f"## tl.{name}",
            "",
            f"```python\ntl.{name}{_signature(call)}\n```",
            "",
            *_sections(inspect.getdoc(call) or ""),
        ]
    lines += ["", "## What comes back", "", "Every answer shows itself in a notebook."]
    for kind in ANSWERS:
        lines += ["", f"### {kind.__name__}", "", (inspect.getdoc(kind) or "").replace("\n", " "), ""]
        lines += ["| member | what it is |", "|---|---|"]
        lines += [f"| `{name}{_given(member)}` | {cell(_doc(member))} |" for name, member in _members(kind)]
    return "\n".join(lines) + "\n"


_HEAD = (
    "Each call is the filter of the same name on the command line, and gives the same answer. Nothing is loaded until "
    "the first call. Notebooks: [merging event data](../notebooks/merge.md), [auditing claims](../notebooks/audit.md), "
    "[testing a truce](../notebooks/truce.md), [reading texts](../notebooks/texts.md)."
)


def _members(kind: type) -> Iterator[tuple[str, object]]:
    for name, member in vars(kind).items():
        made_inside = isinstance(member, classmethod)  # `of`, by which a mission makes them
        if not name.startswith("_") and not made_inside and (callable(member) or isinstance(member, property)):
            yield name, member


def _doc(member: object) -> str:
    return (inspect.getdoc(member) or "").strip()


def _given(member: object) -> str:
    if not inspect.isfunction(member):
        return ""
    names = [name for name in inspect.signature(member).parameters if name != "self"]
    return f"({', '.join(names)})"


def _signature(call: object) -> str:
    given = inspect.signature(call, eval_str=False)  # type: ignore[arg-type]
    parts = [
        f"{one.name}: {one.annotation}" + ("" if one.default is one.empty else f" = {one.default!r}")
        for one in given.parameters.values()
    ]
    keyword = next((n for n, one in enumerate(given.parameters.values()) if one.kind is one.KEYWORD_ONLY), None)
    if keyword is not None:
        parts.insert(keyword, "*")
    return "(\n    " + ",\n    ".join(parts) + f",\n) -> {given.return_annotation}"


def _sections(doc: str) -> Iterator[str]:
    """The paragraphs, with the arguments as a table."""
    head, _, rest = doc.partition("\nArgs:\n")
    yield head.strip()
    arguments, _, raised = rest.partition("\n\n")
    if arguments.strip():
        yield "\n| argument | what it is |\n|---|---|"
        for name, said in _arguments(arguments):
            yield f"| `{name}` | {cell(said)} |"
    if raised.strip():
        yield "\n" + raised.strip()


def _arguments(block: str) -> Iterator[tuple[str, str]]:
    name, said = "", ""
    for line in block.splitlines():
        if line.startswith("    ") and not line.startswith("     "):
            if name:
                yield name, said
            name, _, said = line.strip().partition(": ")
        else:
            said += " " + line.strip()
    if name:
        yield name, said
