"""Words of strangers made harmless: nothing here changes what a reader sees of an honest text.

Invisible characters that reorder or hide text (Unicode TR 36, "Trojan Source", CVE-2021-42574) become a visible
replacement character; control characters go the same way; lines become spaces where a line would break a format.
"""

from __future__ import annotations

import re

#: bidirectional controls, invisible separators and operators, tags, specials
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
#: every white space but the no-break ones, which number formats need
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~$&!])")
#: what begins a list or underlines a heading; a backslash before a digit would be shown, so the mark behind it has one
_LINE_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)])(?=\s|$))", re.MULTILINE)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%", "＝", "＋", "－", "＠")


def visible(text: str) -> str:
    """The text on one line, with every hidden or reordering character shown as U+FFFD."""
    return _HIDDEN.sub("\ufffd", _SPACE.sub(" ", text)).strip()


def shown(text: str) -> str:
    """`visible` words that keep their white space: for a text in parts, which must not run together."""
    return _HIDDEN.sub("\ufffd", _SPACE.sub(" ", text))


def markdown(text: str) -> str:
    """`visible` text in which no character is Markdown or HTML syntax."""
    escaped = _MARKDOWN.sub(r"\\\1", visible(text))
    return _LINE_START.sub(lambda m: m[1] + (m[3] or "") + "\\" + (m[2] or m[4]), escaped)


def spelled(text: str) -> str:
    """The text with every hidden or reordering character as its escape: a copy for analysis loses none."""
    return _HIDDEN.sub(lambda match: match.group().encode("unicode_escape").decode(), text.replace("\r\n", "\n"))


def no_formula(text: str) -> str:
    """Text that no spreadsheet reads as a formula (a leading apostrophe, as OWASP advises)."""
    return "'" + text if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def csv_cell(text: str) -> str:
    """`visible` text that no spreadsheet reads as a formula."""
    return no_formula(visible(text))
