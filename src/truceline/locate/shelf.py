"""Names on a shelf: from a key to the places that bear it, from a case form to its name, from a spelling to another.

Places are made when they are asked for, since of thirty thousand a document needs ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import islice, product

from msgspec.structs import replace

from truceline.locate.declension import lemmas
from truceline.locate.spelling import difference, sounds
from truceline.ports import Place

#: combinations of word forms that are tried for one name
_MOST_FORMS = 128
_MOST_WORDS = 6
#: names that differ this much more than the nearest one, in quarters of a changed vowel, are not meant
_AS_NEAR = 1


class Shelf:
    """Names of places. Keys are those of `names.name_key`."""

    def __init__(
        self,
        make: Callable[[int], Place],
        names: dict[str, list[int]],
        spelled: Iterable[str] = (),
        standing: Callable[[Place, str], str] = lambda place, key: "name",
    ) -> None:
        """`make` gives the place of a row; `names` its keys; `spelled` are keys to be known in other spellings.

        `standing` says what a name is to a place: its "name", or one it bore ("renamed" of late, else "former").
        """
        self._make = make
        self._names = names
        self._spelled = spelled
        self._standing = standing

    def exact(self, key: str) -> list[Place]:
        """Places that bear this very name."""
        return [self._make(row) for row in self._names.get(key, ())]

    def led_to(self, key: str, via: str) -> list[Place]:
        """As `exact`, each place with how words led to it, `via`, unless it no longer bears the name."""
        found = []
        for place in self.exact(key):
            standing = self._standing(place, key)
            how = via if standing == "name" else standing
            found.append(place if how == "name" else replace(place, via=how))
        return found

    def forms(self, key: str) -> Iterator[str]:
        """Names of the shelf that these words may be a case form of."""
        options = [[lemma for lemma in lemmas(word) if lemma in self._words] for word in _words(key)]
        for words in islice(product(*options), _MOST_FORMS):
            name = " ".join(words)
            if name != key and name in self._names:
                yield name

    def spellings(self, key: str) -> dict[str, int]:
        """Names of the shelf that this may be another spelling of, in any case, with how far they differ."""
        best: dict[str, int] = {}
        options = [[r for r in _readings(word) if sounds(r).frame in self._frame_words] for word in _words(key)]
        for words in islice(product(*options), _MOST_FORMS):
            heard = sounds(" ".join(words))
            for name in self._frames.get(heard.frame, ()):
                apart = difference(heard, sounds(name))
                if apart is not None and apart < best.get(name, apart + 1):
                    best[name] = apart
        nearest = min(best.values(), default=0)
        most = nearest + _AS_NEAR if nearest else 0
        return {name: apart for name, apart in sorted(best.items()) if apart <= most}

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(word for key in self._names if not key.isascii() for word in key.split())

    @cached_property
    def _frames(self) -> dict[str, list[str]]:
        frames: dict[str, list[str]] = {}
        for key in dict.fromkeys(self._spelled):
            frames.setdefault(sounds(key).frame, []).append(key)
        return frames

    @cached_property
    def _frame_words(self) -> frozenset[str]:
        return frozenset(word for frame in self._frames for word in frame.split())


#: keys of a place, and what makes it when it is asked for
Entry = tuple[Iterable[str], Callable[[], Place]]


def shelf_of(entries: Iterable[Entry], *, in_any_spelling: bool = False) -> Shelf:
    """A shelf of single entries; their names may also be known in other spellings."""
    makers: list[Callable[[], Place]] = []
    names: dict[str, list[int]] = {}
    for keys, maker in entries:
        for key in dict.fromkeys(keys):
            names.setdefault(key, []).append(len(makers))
        makers.append(cache(maker))
    return Shelf(lambda row: makers[row](), names, names if in_any_spelling else ())


def _words(key: str) -> list[str]:
    words = key.split()
    return words if len(words) <= _MOST_WORDS else []


def _readings(word: str) -> tuple[str, ...]:
    return (word,) if word.isascii() else lemmas(word)
