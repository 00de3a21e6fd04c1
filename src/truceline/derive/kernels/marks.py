# ruff: noqa: PLR1714, SIM109 (alternatives compared one by one: a tuple would cost time, to compile and to run)
# mypy: disable-error-code="no-any-return"
"""Where somebody else speaks: quotations of a paragraph found in one pass, by marks of the three languages.

Every search moves forward only, so that the time is linear however the marks are strewn.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from truceline.compiled import inner
from truceline.derive.kernels.rows import whole
from truceline.derive.letters import DIGIT, FOLDED, LETTER, SPACE, UPPER

Text = npt.NDArray[np.int32]
Marks = npt.NDArray[np.uint8]

_STRAIGHT, _GRAVE, _APOSTROPHE = 0x22, 0x60, 0x27
_OPEN, _CLOSE, _LOW = 0x201C, 0x201D, 0x201E
_OPEN_SINGLE, _CLOSE_SINGLE = 0x2018, 0x2019
_OPEN_ANGLE, _CLOSE_ANGLE = 0xAB, 0xBB
_FIRST_DASH, _LAST_DASH = 0x2012, 0x2015
_COMMA, _FULL_STOP, _QUESTION, _EXCLAMATION, _ELLIPSIS, _HYPHEN = 0x2C, 0x2E, 0x3F, 0x21, 0x2026, 0x2D
#: a quotation between single marks has at least so many characters, and at most so many
_SINGLE_LEAST, _SINGLE_MOST = 12, 900


@inner
def class_at(text: Text, at: int, start: int, end: int) -> int:
    """Class of a character, or a space's outside of the paragraph."""
    return whole(text[at]) if start <= at < end else SPACE


@inner
def mark_quotations(text: Text, start: int, end: int, spoken: Marks) -> None:
    """Set `spoken` to 1 where the paragraph [start, end) quotes, marks included."""
    marks = whole(0)
    for i in range(start, end):
        marks += text[i] < 0
    straight, first_straight = whole(0), whole(-1)
    other = whole(0)
    for i in range(start, end if marks else start):
        if text[i] < 0:  # a mark
            if text[i] & FOLDED == _STRAIGHT:
                straight += 1
                if first_straight < 0:
                    first_straight = i
            else:
                other += 1
    if straight:
        _straight(text, start, end, straight, first_straight, spoken)
    if other:
        _curved(text, start, end, spoken)
        _single(text, start, end, spoken)
    if end - start > 4 and _is_dash(text[start] & FOLDED):
        _dialogue(text, start, end, spoken)


@inner
def _is_dash(code: int) -> bool:
    return code == _HYPHEN or _FIRST_DASH <= code <= _LAST_DASH


@inner
def _fill(spoken: Marks, start: int, end: int) -> None:
    for i in range(start, end):
        spoken[i] = 1


@inner
def _straight(text: Text, start: int, end: int, count: int, first: int, spoken: Marks) -> None:
    """Paired in turn. One left over that stands after a word and before none closes what an earlier paragraph opened;
    any other opens a quotation that goes on in the next paragraph."""
    inside = False
    opened = start
    if count % 2 == 1:
        before, after = class_at(text, first - 1, start, end), class_at(text, first + 1, start, end)
        if before & SPACE == 0 and after & (LETTER | DIGIT) == 0:
            inside = True
    for i in range(start, end):
        if (text[i] & FOLDED) == _STRAIGHT:
            if inside:
                _fill(spoken, opened, i + 1)
            opened = i
            inside = not inside
    if inside:
        _fill(spoken, opened, end)


@inner
def _curved(text: Text, start: int, end: int, spoken: Marks) -> None:
    """Guillemets, and double curved marks in English and in Ukrainian manner; nested ones belong to the outer."""
    kind = 0  # 1 angle, 2 curved, 3 grave
    depth = 0
    opened = start
    closed = -1  # last mark that could close the one that is open
    i = start
    dead_angle = dead_curved = dead_grave = False
    while True:
        if i >= end:
            if kind == 0:
                break
            if closed >= 0:
                _fill(spoken, opened, closed + 1)
                i = closed + 1
            elif opened == start:
                _fill(spoken, opened, end)
                break
            else:
                i = opened + 1
                dead_angle, dead_curved, dead_grave = (
                    dead_angle or kind == 1,
                    dead_curved or kind == 2,
                    dead_grave or kind == 3,
                )
            kind, depth, closed = 0, 0, -1
            continue
        c = text[i] & FOLDED
        if kind == 0:
            if c == _OPEN_ANGLE and not dead_angle:
                kind = 1
            elif (c == _OPEN or c == _LOW) and not dead_curved:
                kind = 2
            elif c == _GRAVE and not dead_grave and i + 1 < end and (text[i + 1] & FOLDED) == _GRAVE:
                kind = 3
            elif (c == _CLOSE or c == _CLOSE_ANGLE) and not spoken[i] and _no_opening(text, start, i):
                _fill(spoken, start, i + 1)
            if kind:
                opened, depth, closed = i, 1, -1
        elif kind == 3:
            if c == _APOSTROPHE and i + 1 < end and (text[i + 1] & FOLDED) == _APOSTROPHE:
                _fill(spoken, opened, i + 2)
                kind = 0
        else:
            turn = _turn(text, i, start, end, kind)
            depth += turn
            if turn < 0:
                closed = i
            if depth == 0:
                _fill(spoken, opened, i + 1)
                kind, closed = 0, -1
        i += 1


@inner
def _turn(text: Text, i: int, start: int, end: int, kind: int) -> int:
    """1 where a mark opens deeper, -1 where it closes. A curved opening mark closes in Ukrainian manner, where no word
    follows."""
    c = text[i] & FOLDED
    if kind == 1:
        return 1 if c == _OPEN_ANGLE else -1 if c == _CLOSE_ANGLE else 0
    if c == _CLOSE:
        return -1
    if c == _LOW:
        return 1
    if c == _OPEN:
        return 1 if class_at(text, i + 1, start, end) & (LETTER | DIGIT) else -1
    return 0


@inner
def _no_opening(text: Text, start: int, at: int) -> bool:
    """Whether a closing mark is the first mark of its paragraph: it ends what began in an earlier one."""
    for i in range(start, min(at, start + 2000)):
        c = text[i] & FOLDED
        if c == _OPEN or c == _LOW or c == _OPEN_ANGLE or c == _CLOSE or c == _CLOSE_ANGLE:
            return False
    return at - start < 2000


@inner
def _single(text: Text, start: int, end: int, spoken: Marks) -> None:
    """Single marks, told from apostrophes by what stands around them."""
    closing = start
    i = start
    while i < end:
        c = text[i] & FOLDED
        opens = (c == _OPEN_SINGLE or c == _APOSTROPHE) and not spoken[i]
        if opens and _opens_single(text, i, start, end):
            closing = max(closing, i + 1)
            while closing < end and not _closes_single(text, closing, start, end):
                closing += 1
            if closing < end and _SINGLE_LEAST <= closing - i <= _SINGLE_MOST:
                _fill(spoken, i, closing + 1)
                i = closing
        i += 1


@inner
def _opens_single(text: Text, i: int, start: int, end: int) -> bool:
    before, after = class_at(text, i - 1, start, end), class_at(text, i + 1, start, end)
    return before & (LETTER | DIGIT) == 0 and after & LETTER != 0


@inner
def _closes_single(text: Text, i: int, start: int, end: int) -> bool:
    c = text[i] & FOLDED
    if c != _CLOSE_SINGLE and c != _APOSTROPHE:
        return False
    return (
        class_at(text, i + 1, start, end) & (LETTER | DIGIT) == 0
        and class_at(text, i - 1, start, end) & SPACE == 0
        and (text[i - 1] & FOLDED) != 0x73
    )


@inner
def _dialogue(text: Text, start: int, end: int, spoken: Marks) -> None:
    """A paragraph that opens with a dash is speech up to `, —`, then the narrator's up to `. —`, and so on."""
    if class_at(text, start + 1, start, end) & SPACE == 0 or class_at(text, start + 2, start, end) & UPPER == 0:
        return
    speaking = True
    since = start
    turned = False
    for i in range(start + 2, end - 1):
        c = text[i] & FOLDED
        if _is_dash(c) and class_at(text, i - 1, start, end) & SPACE:
            p = text[i - 2] & FOLDED
            comma = p == _COMMA or p == _QUESTION or p == _EXCLAMATION or p == _ELLIPSIS
            if speaking and comma:
                _fill(spoken, since, i)
                speaking, turned = False, True
            elif not speaking and (p == _FULL_STOP or p == _COMMA):
                speaking, since = True, i
    if speaking and turned:
        _fill(spoken, since, end)
