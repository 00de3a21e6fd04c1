"""Several items at once: each thread has a worker of its own, and all are born of one process."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from truceline.confined import crew
from truceline.confined.crew import at_once, in_crew
from truceline.confined.extracting import extraction_confined
from truceline.confined.keeper import Keeper, keep, keeper
from truceline.model.evidence import Document, EvidenceItem, Span
from truceline.model.mentions import EventMention


def _document(number: int) -> Document:
    item = EvidenceItem(f"itm_{number}", "", "", "text/plain", "own", "news", "x.txt", None, 0)
    text = f"Shells hit {number + 10} houses in Pell."
    return Document(item=item, text=text, body=(Span(0, len(text)),), language="en")


def _sized(numbers: Iterable[int], size: int = 1) -> Iterator[tuple[int, int]]:
    return ((number, size) for number in numbers)


def test_each_thread_has_a_worker_and_all_have_one_nursery() -> None:
    together = threading.Barrier(2, timeout=120)  # neither takes a second item before both have one

    def work(number: int) -> tuple[str, int, int]:
        found = extraction_confined(_document(number), "UTC")
        together.wait()
        own = keeper()
        assert own._worker is not None
        assert own._staff._nursery is not None
        return found.mentions[0].item_id, own._worker.process, own._staff._nursery.pid

    told = list(in_crew(work, _sized(range(4)), 2))
    assert [item for item, _, _ in told] == ["itm_0", "itm_1", "itm_2", "itm_3"]
    assert len({worker for _, worker, _ in told}) == 2
    assert len({nursery for _, _, nursery in told}) == 1


def test_a_worker_has_the_rules_of_the_languages_that_came_and_no_others() -> None:
    english = "truceline.extract.english.reader"

    def modules() -> frozenset[str]:
        assert given._worker is not None
        return given._worker.modules

    with ThreadPoolExecutor(1) as thread:
        given = Keeper()
        thread.submit(keep, given)
        for language, text in (("en", "Shells hit 12 houses in Pell."), ("uk", "Обстріл Харкова: двоє загиблих.")):
            document = msgspec.structs.replace(_document(1), text=text, body=(Span(0, len(text)),), language=language)
            found = thread.submit(extraction_confined, document, "UTC").result()
            assert [one for one in found.mentions if isinstance(one, EventMention)], text
            assert english in modules()
            assert ("truceline.extract.slavic.ukrainian.reader" in modules()) == (language == "uk")
        given.close()


def test_the_thread_that_asks_keeps_its_own_keeper() -> None:
    own = keeper()
    assert list(in_crew(lambda _: keeper() is own, [(1, 1)], 1)) == [False]
    assert keeper() is own


def test_more_items_than_are_handed_out_ahead_come_back_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_AHEAD", 2)
    assert list(in_crew(str, _sized(range(7)), 2)) == [str(number) for number in range(7)]


@pytest.mark.parametrize(("items", "size", "made"), [(3, 1, 4), (100, 10, 4), (100, 1_000, 1)])
def test_items_are_made_ahead_of_what_is_taken_up_to_a_number_and_a_size(
    monkeypatch: pytest.MonkeyPatch, items: int, size: int, made: int
) -> None:
    monkeypatch.setattr(crew, "_AHEAD", items)
    monkeypatch.setattr(crew, "_BYTES_AHEAD", 35)
    so_far: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(9):
            so_far.append(number)
            yield number

    answers = in_crew(str, _sized(numbers(), size), 2)
    assert (next(answers), len(so_far)) == ("0", made)
    assert [*answers] == [str(number) for number in range(1, 9)]


def test_after_an_error_what_was_handed_out_and_not_begun_is_left() -> None:
    begun: list[int] = []
    later = threading.Event()

    def work(number: int) -> None:
        begun.append(number)
        if number == 0:
            raise ValueError("broken")
        later.wait(0.5)

    with pytest.raises(ValueError, match="broken"):
        list(in_crew(work, _sized(range(9)), 1))
    assert len(begun) < 9


@pytest.mark.parametrize(
    ("processors", "sizes", "crewed"),
    [
        ({0, 1}, [150_000, 150_000], True),
        ({0, 1}, [150_000, 149_999], False),
        ({0, 1}, [900_000], False),
        ({0}, [150_000, 150_000], False),
    ],
)
def test_a_second_worker_is_hired_for_enough_text_and_where_there_is_a_processor_for_it(
    monkeypatch: pytest.MonkeyPatch, processors: set[int], sizes: list[int], crewed: bool
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _: processors, raising=False)
    own = keeper()

    def whose(_: int) -> Keeper:
        return keeper()

    assert [found is not own for found in at_once(whose, sizes, lambda size: size)] == [crewed] * len(sizes)
