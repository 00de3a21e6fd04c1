"""The duties in the text of an agreement as elements that are agreed, beside the elements that its words tell apart."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from truceline.extract.story import Story
from truceline.extract.within import Within
from truceline.model.mentions import AgreementElement, ElementStatus

#: what stands open stays so, whatever the parties undertake around it
_LEFT: frozenset[ElementStatus] = frozenset(("unresolved", "undisclosed", "rejected"))
#: code points of an element at most
_LONGEST = 200


class Duty(msgspec.Struct, frozen=True, gc=False):
    """What the parties undertake: its place in the text, its code, and whether its sentence tells of an offer."""

    start: int
    end: int
    element: str
    offered: bool


def with_duties(
    story: Story, found: tuple[AgreementElement, ...], duties: Iterable[Duty]
) -> tuple[AgreementElement, ...]:
    """Elements inside a duty are agreed, unless they are left open or offered; a duty without one is an element."""
    known = Within(found)
    agreed: dict[int, AgreementElement] = {}
    added: list[AgreementElement] = []
    for duty in duties:
        inside = [one for one in known.between(duty.start - _LONGEST, duty.end) if one.end > duty.start]
        if any(one.status in _LEFT for one in inside) or (duty.offered and inside):
            continue
        agreed.update((id(one), replace(one, status="agreed", by=None)) for one in inside)
        if not inside:
            added.append(_element(story, duty))
    return (*(agreed.get(id(one), one) for one in found), *added)


def _element(story: Story, duty: Duty) -> AgreementElement:
    return AgreementElement(
        item_id=story.item_id,
        start=duty.start,
        end=duty.end,
        text=story.text[duty.start : duty.end],
        method="rule:element.undertaken",
        confidence_ppm=750_000,
        element=duty.element,
        status="agreed",
    )
