"""Submissions of forms as ODK Collect and its kin send them: one XML instance a report (OpenRosa, XForms 1.1).

Element names are the form's questions; groups nest; a repeat group is an element that comes again. They are read as the
JSON form of the same submission would be. Source: https://docs.getodk.org/openrosa-form-submission/.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from truceline.model.errors import InputError
from truceline.sources.patrol_form import field_key
from truceline.sources.patrol_json import rows_of_report
from truceline.sources.sheet import Sheet
from truceline.sources.sheet_of_rows import sheet_of

MEDIA_XML = "text/xml"
#: an instance names its form, and holds meta data of OpenRosa
_INSTANCE = re.compile(rb"<(?:\w+:)?instanceID[\s>]|openrosa\.org/|opendatakit\.org/submissions")
#: groups that are entries of their own even where there is one of them
_ENTRIES = ("observation", "event", "restriction", "outage")
MAX_DEPTH, MAX_ELEMENTS, MAX_ATTRIBUTES = 30, 20_000, 100_000
#: of the form itself: its pictures come beside it
MAX_FORM_BYTES = 4 * 1024 * 1024


def is_instance(head: bytes) -> bool:
    """Whether bytes that begin like this are a submission of a form."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text[:1] == b"<" and _INSTANCE.search(text[:8_192]) is not None and b"<html" not in text[:512].lower()


def instance_id(data: bytes, where: str) -> str | None:
    """The name that the device gave to a submission: the same whenever it is sent again."""
    root = _parsed(data, where)
    found = next((e for e in root.iter() if _name(e) == "instanceID"), None)
    return (found.text or "").strip() or None if found is not None else None


def sheet_from_xml(data: bytes, where: str) -> Sheet:
    """One row for each observation and restriction of a submission. Raises InputError for what is no submission."""
    return sheet_of(where, [(1, row) for row in rows_of_report(_report(_parsed(data, where)))])


def _parsed(data: bytes, where: str) -> Element:
    _refuse_large(data, where)
    try:
        root: Element = ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise InputError(
            "the XML declares a document type or entities", where=where, advice="A form sends plain elements only."
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(
            f"this is no XML: {error}", where=where, advice="Send the instance as the form made it."
        ) from error
    return root


def _refuse_large(data: bytes, where: str) -> None:
    """Raises InputError for what is more than a form, before a parser makes ten times as much of it.

    A server reads forms in its own process, and nobody else is answered meanwhile.
    """
    found = ""
    if len(data) > MAX_FORM_BYTES:
        found = f"a form of more than {MAX_FORM_BYTES // 1024 // 1024} MiB"
    elif data.count(b"<") > 2 * MAX_ELEMENTS:  # each begins and ends; bytes that no tag begins with are few
        found = f"more than {MAX_ELEMENTS} elements"
    elif data.count(b"=") > MAX_ATTRIBUTES:
        found = f"more than {MAX_ATTRIBUTES} attributes"
    if found:
        raise InputError(found, where=where, advice="Send one report at a time.")


def _report(element: Element, depth: int = 0) -> dict[str, Any]:
    """Names and values of an element's children; those that come again, and entries, are lists."""
    if depth > MAX_DEPTH:
        raise InputError(
            f"groups nested deeper than {MAX_DEPTH}", where="form", advice="Send a form with fewer groups."
        )
    found: dict[str, list[Any]] = {}
    for child in element:
        name = _name(child)
        value: Any = _report(child, depth + 1) if len(child) else (child.text or "").strip()
        if value not in ("", {}):
            found.setdefault("instanceID" if name == "instanceID" else name, []).append(value)
    return {name: values if _is_list(name, values) else values[0] for name, values in found.items()}


def _is_list(name: str, values: list[Any]) -> bool:
    groups = isinstance(values[0], dict)
    return groups and (len(values) > 1 or field_key(name).startswith(_ENTRIES))


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
