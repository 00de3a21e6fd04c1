"""Harm, reported and corroborated apart; what was hit; repair truces and how they were kept."""

from __future__ import annotations

from truceline.model.bulletin import Bulletin, PublicHarm, PublicObject, PublicWindow
from truceline.publish.document import Block, Column, Row, Section, Table, Text
from truceline.publish.own import clause
from truceline.publish.words import Words

#: objects that many live on: supply and ways. Each belongs to one of the two tables
_INFRASTRUCTURE = ("energy", "heating", "water", "communications", "transport", "railway", "port", "bridge")
_CIVILIAN = ("residential", "hospital", "school", "market", "worship", "aid", "agriculture", "industry")


def is_infrastructure(target: str) -> bool:
    return target.partition(".")[0] in _INFRASTRUCTURE


def is_civilian(target: str) -> bool:
    return target.partition(".")[0] in _CIVILIAN


def harm(bulletin: Bulletin, words: Words) -> Section | None:
    blocks: list[Block] = []
    if bulletin.harm:
        blocks.append(_persons(bulletin.harm, words))
    hit = _objects(bulletin, words, "civil", words.say("objects_civil"))
    blocks += [hit] if hit else []
    return Section("harm", words.say("harm_title"), tuple(blocks)) if blocks else None


def _persons(found: tuple[PublicHarm, ...], words: Words) -> Table:
    columns = (
        Column(words.say("col_harmed"), wide=True),
        Column(words.say("col_reported"), numeric=True),
        Column(words.say("col_corroborated"), numeric=True),
        Column(words.say("col_incidents_of"), numeric=True),
    )
    rows = tuple(_person(one, words, f"/harm/{n}") for n, one in enumerate(found))
    return Table("harm", words.say("harm_caption"), columns, rows, note=words.say("harm_note"))


def _person(one: PublicHarm, words: Words, place: str) -> Row:
    behind = f"{words.number(one.incidents)} / {words.number(one.corroborated_incidents)}"
    reported, sure = (
        words.span(getattr(one, f"{name}_low"), getattr(one, f"{name}_high")) for name in ("reported", "corroborated")
    )
    return Row(
        (
            Text(words.term("harmed", one.of)),
            Text(reported, kind="number", figure=f"{place}/reported_low"),
            Text(sure, kind="number", figure=f"{place}/corroborated_low"),
            Text(behind, kind="number", figure=f"{place}/incidents"),
        )
    )


def infrastructure(bulletin: Bulletin, words: Words) -> Section | None:
    blocks: list[Block] = []
    if bulletin.windows:
        blocks.append(_windows(bulletin.windows, words))
    hit = _objects(bulletin, words, "infra", words.say("objects_infra"))
    blocks += [hit] if hit else []
    return Section("infra", words.say("infra_title"), tuple(blocks)) if blocks else None


def _objects(bulletin: Bulletin, words: Words, name: str, caption: str) -> Table | None:
    wanted = is_infrastructure if name == "infra" else is_civilian
    shown = [(n, one) for n, one in enumerate(bulletin.objects) if wanted(one.target)]
    if not shown:
        return None
    keys = ("col_incidents", "col_corroborated", "col_breaches")
    columns = (Column(words.say("col_object"), wide=True), *(Column(words.say(key), numeric=True) for key in keys))
    return Table(f"objects-{name}", caption, columns, tuple(_object(one, words, n) for n, one in shown))


def _object(one: PublicObject, words: Words, place: int) -> Row:
    names = ("incidents", "corroborated", "breaches")
    numbers = (
        Text(words.number(getattr(one, name)), kind="number", figure=f"/objects/{place}/{name}") for name in names
    )
    return Row((Text(words.term("target", one.target)), *numbers))


def _windows(windows: tuple[PublicWindow, ...], words: Words) -> Table:
    columns = (
        Column(words.say("col_provision"), wide=True),
        Column(words.say("col_window")),
        Column(words.say("col_status")),
        Column(words.say("col_breaches"), numeric=True),
        Column(words.say("col_undetermined"), numeric=True),
    )
    rows = tuple(_window(one, words, f"/windows/{n}") for n, one in enumerate(windows))
    return Table("windows", words.say("windows_caption"), columns, rows)


def _window(one: PublicWindow, words: Words, place: str) -> Row:
    ahead = one.state == "ahead"
    numbers = (words.say("dash") if ahead else words.number(n) for n in (one.breaches, one.undetermined))
    breaches, open_ = numbers
    return Row(
        (
            clause(one.words, one.citation or one.provision_id),
            Text(f"{words.moment(one.start)} – {words.moment(one.end)}"),
            Text(words.term("window_state", one.state), figure=f"{place}/state"),
            Text(breaches, kind="number", figure=f"{place}/breaches"),
            Text(open_, kind="number", figure=f"{place}/undetermined"),
        )
    )
