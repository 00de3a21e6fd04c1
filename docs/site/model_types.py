"""The public types of the model: fields, what they hold, and the remark that stands beside each."""

from __future__ import annotations

import inspect
import re

import msgspec
from cells import cell

from truceline.model.schemas import PUBLIC_TYPES

_FIELD = re.compile(r"^    (\w+): ([^#]*?)(?: = ([^#]*?))?(?:\s+#\s*(.*))?$")
_HEAD = (
    "The words of the system, as frozen types. Whole numbers carry their unit in the name: `_s` seconds "
    "since 1970 in UTC, `_m` metres, `_e6` micro-degrees, `_ppm` parts per million, `_milli` thousandths. As JSON "
    "Schema: `truceline schema NAME`."
)


def undocumented() -> list[str]:
    """Types without a text of their own."""
    return [kind.__name__ for kind in PUBLIC_TYPES if not _doc(kind)]


def page() -> str:
    lines = ["# Types", "", _HEAD]
    for kind in PUBLIC_TYPES:
        lines += ["", f"## {kind.__name__}", "", cell(_doc(kind)), "", "| field | type | remark |", "|---|---|---|"]
        written = {
            m[1]: (m[2].strip(), m[4] or "")
            for line in inspect.getsource(kind).splitlines()
            if (m := _FIELD.match(line))
        }
        for field in msgspec.structs.fields(kind):
            hint, remark = written.get(field.name, ("", ""))
            lines.append(f"| `{field.encode_name}` | {cell(hint)} | {cell(remark)} |")
    return "\n".join(lines) + "\n"


def _doc(kind: type) -> str:
    doc = vars(kind).get("__doc__") or ""
    return "" if doc.startswith(f"{kind.__name__}(") else inspect.cleandoc(doc)
