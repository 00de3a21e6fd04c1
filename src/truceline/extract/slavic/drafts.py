"""Triggers of a sentence that report an event, before it has its place and time; and which of them are one."""

from __future__ import annotations

import msgspec

from truceline.extract.saying import Saying
from truceline.extract.slavic.scene import Scene
from truceline.model.taxonomy import EVENT_TYPES, is_a

#: types that say little; another event of force in the same sentence tells it better
GENERAL = frozenset(("air", "fire", "ground", "attack_infrastructure", "attack_civilians"))
CASUALTIES = frozenset(("harm.killed", "harm.wounded"))


class Draft(msgspec.Struct, frozen=True, gc=False):
    """An event type, the scene that tells it, and the saying that holds it."""

    kind: str
    scene: Scene
    said: Saying | None


def _struck(draft: Draft) -> bool:
    """Whether a verb tells a strike and its place."""
    told = draft.scene.form.shape not in ("noun", "word", "adj", "part")
    return draft.kind in GENERAL and draft.scene.placed and told


def merged(drafts: list[Draft]) -> list[Draft]:
    """One draft for each type and clause; general ones and casualties give way to the act that the sentence tells."""
    kept: dict[tuple[str, int], Draft] = {}
    for draft in drafts:
        key = (draft.kind, draft.scene.clause.start)
        known = kept.get(key)
        if known is None or (
            known.scene.form.shape == "noun" and draft.scene.form.shape in ("m", "f", "n", "p", "pass")
        ):
            kept[key] = draft
    kinds = [draft.kind for draft in kept.values()]
    acts = [kind for kind in kinds if EVENT_TYPES[kind].force]
    result: list[Draft] = []
    seen: set[tuple[str, bool]] = set()
    for draft in kept.values():
        special = [kind for kind in acts if kind not in GENERAL]
        if draft.kind == "fire.explosion" and not draft.scene.placed and any(_struck(other) for other in kept.values()):
            continue  # "поражён склад под Валуйками; взрывы там слышали жители"
        if (
            draft.kind in GENERAL
            and _struck(draft)
            and special
            and all(
                other.kind == "fire.explosion" and not other.scene.placed
                for other in kept.values()
                if other.kind in special
            )
        ):
            special = []
        if draft.kind in GENERAL and (special or any(kind != draft.kind and is_a(kind, draft.kind) for kind in kinds)):
            continue
        if draft.kind in CASUALTIES and (acts or (draft.kind == "harm.wounded" and "harm.killed" in kinds)):
            continue
        if draft.kind == "harm.damage" and acts:
            continue
        if draft.kind == "fire.shelling" and "fire.sniper" in kinds:  # "снайпери обстріляли"
            continue
        key_of = (draft.kind, draft.scene.placed)
        if (draft.kind, True) in seen or (draft.kind, False) in seen:  # one sentence, one event of a type
            continue
        seen.add(key_of)
        result.append(draft)
    return result
