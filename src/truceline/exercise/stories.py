"""Which incidents make the news, and the facts of each story."""

from __future__ import annotations

import numpy as np

from truceline.exercise.happenings import CODE, TARGETS, TYPES, Happenings, local_day, local_hour
from truceline.exercise.newsroom import Facts, choices
from truceline.exercise.params import START_S, ZONE_OFFSET_S
from truceline.exercise.scene import Scene
from truceline.exercise.theatre import Ints

_LEADS = {
    "fire.shelling": "shelling",
    "fire.explosion": "shelling",
    "air.drone_strike": "drone",
    "air.missile": "missile",
    "ground.assault": "assault",
}
_RESIDENTS = (
    ("Merin Dole", "Мерін Доул", "Мерин Доул"), ("Asta Quill", "Аста Квілл", "Аста Квилл"),
    ("Joren Pask", "Йорен Паск", "Йорен Паск"), ("Lidda Farrow", "Лідда Фарроу", "Лидда Фарроу"),
    ("Tamm Ostry", "Тамм Острі", "Тамм Остри"), ("Wenna Bril", "Венна Бріл", "Венна Брил"),
)  # fmt: skip


def stories(scene: Scene, count: int) -> tuple[Facts, ...]:
    """`count` stories in the order of their day: three in four of incidents, the rest briefings and talks."""
    stream = scene.params.stream(70)
    incidents = _newsworthy(scene, stream, max(0, count - count // 4))
    told = [_of_incident(scene, stream, int(row)) for row in incidents]
    for number in range(count // 4):
        kind = "briefing" if number % 2 else "talks"  # a briefing counts violations, so that it needs a ceasefire
        first = scene.params.truce_day if kind == "briefing" else 1
        day = int(stream.integers(first, scene.params.days - 1))
        # the bulletin of the last day has a story of its own, which several outlets carry
        told.append(_of_politics(scene, stream, scene.params.days - 1 if number == 0 else day, kind))
    return tuple(sorted(told, key=lambda facts: (facts.event_s, facts.kind, facts.incident)))


def _newsworthy(scene: Scene, stream: np.random.Generator, count: int) -> Ints:
    """Planted strikes first, then chance ones of the kinds that are written about, harm before noise."""
    truth = scene.truth
    fit = np.isin(truth.kind, [CODE[name] for name in _LEADS])
    planted = np.flatnonzero(fit & (truth.planted >= 0))
    chance = np.flatnonzero(fit & (truth.planted < 0))
    harm = truth.killed[chance] + truth.wounded[chance] > 0
    order = np.lexsort((stream.random(len(chance)), ~harm))
    return np.sort(np.concatenate([planted[: count // 3], chance[order][: count - len(planted[: count // 3])]]))


def _of_incident(scene: Scene, stream: np.random.Generator, row: int) -> Facts:
    truth: Happenings = scene.truth
    kind = TYPES[int(truth.kind[row])]
    target = TARGETS[int(truth.target[row])]
    energy = target.startswith("energy")
    accused = int(truth.actor[row])
    second = int(truth.start_s[row])
    hour = float(local_hour(truth.start_s[row : row + 1])[0])
    place = int(scene.theatre.nearest_settlement(truth.x[row : row + 1], truth.y[row : row + 1])[0])
    name = scene.theatre.settlements.names[place]
    words = _common(scene, stream, second, 1 - accused)
    words["place"] = (name.en, name.uk, name.ru)
    words["part"] = choices("part")[0 if hour < 6 else 1 if hour < 12 else 2 if hour < 18 else 3]
    pool = choices("energy" if energy else "target")
    words["target"] = pool[int(stream.integers(0, len(pool)))]
    numbers = _numbers(stream)
    numbers["killed"] = max(1, int(truth.killed[row]))
    numbers["wounded"] = max(2, int(truth.wounded[row]))
    return Facts(
        "incident", "energy" if energy else _LEADS[kind], second, second >= scene.agreed.truce_s, row,
        words, numbers,
    )  # fmt: skip


def _of_politics(scene: Scene, stream: np.random.Generator, day: int, kind: str) -> Facts:
    second = START_S + day * 86_400 + 11 * 3_600
    words = _common(scene, stream, second, int(stream.integers(0, 2)))
    words["element"] = choices("element")[int(stream.integers(0, 3))]
    words["issue"] = choices("issue")[int(stream.integers(0, 3))]
    return Facts(kind, "", second, second >= scene.agreed.truce_s, -1, words, _numbers(stream))


def _common(scene: Scene, stream: np.random.Generator, second: int, accuser: int) -> dict[str, tuple[str, str, str]]:
    """The parties, their spokesmen and what they say, a resident, the days of the week."""
    one, other = scene.theatre.sides[accuser], scene.theatre.sides[1 - accuser]
    day = int(local_day(np.array([second]))[0])
    weekdays = choices("weekday")
    return {
        "accuser": (one.short, one.uk, one.ru),
        "accused": (other.short, other.uk, other.ru),
        "spokesman_accuser": (one.spokesman, one.spokesman_uk, one.spokesman_ru),
        "spokesman_accused": (other.spokesman, other.spokesman_uk, other.spokesman_ru),
        "quote_accuser": _one_of(stream, "quote_accuser", in_force=second >= scene.agreed.truce_s),
        "quote_accused": _one_of(stream, "quote_accused", in_force=second >= scene.agreed.truce_s),
        "truce_date": date_words(scene.agreed.truce_s),
        "signed_date": date_words(scene.agreed.signed_s),
        "resident": _RESIDENTS[int(stream.integers(0, len(_RESIDENTS)))],
        "weekday": weekdays[(day + 6) % 7],  # the exercise begins on a Sunday
        "next_weekday": weekdays[(day + 9) % 7],
    }


def date_words(second: int) -> tuple[str, str, str]:
    """Day and month in three languages: "21 June"."""
    moment = np.datetime64(second + ZONE_OFFSET_S, "s").item()
    month = choices("month")[moment.month - 1]
    return (f"{moment.day} {month[0]}", f"{moment.day} {month[1]}", f"{moment.day} {month[2]}")


def _one_of(stream: np.random.Generator, kind: str, *, in_force: bool) -> tuple[str, str, str]:
    """The first two of each list speak of the agreement, and fit only while there is one."""
    pool = choices(kind) if in_force else choices(kind)[2:]
    return pool[int(stream.integers(0, len(pool)))]


def _numbers(stream: np.random.Generator) -> dict[str, int]:
    return {
        "killed": 0,
        "wounded": 0,
        "houses": int(stream.integers(4, 40)),
        "minutes": int(stream.integers(20, 90)),
        "households": int(stream.integers(3, 60)) * 1_000,
        "front": 150,
        "count": int(stream.integers(20, 180)),
        "shellings": int(stream.integers(8, 60)),
        "drones": int(stream.integers(3, 40)),
        "assaults": int(stream.integers(1, 9)),
    }
