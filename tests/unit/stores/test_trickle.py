"""What is written goes to the disk piece by piece, from the first byte to the last, and nothing depends on it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from truceline.stores import trickle
from truceline.stores.trickle import Trickle

MANY_S = 20.0


class Sent:
    """A kernel that notes where it was asked to send, and refuses."""

    def __init__(self, enough: int) -> None:
        self.at: list[tuple[int, int]] = []
        self.enough, self._wanted = threading.Event(), enough

    def __call__(self, file: int, at: int, length: int, how: int) -> int:
        self.at.append((at, length))
        if len(self.at) >= self._wanted:
            self.enough.set()
        return -1


def test_each_piece_of_a_file_is_sent_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = Sent(enough=6)
    monkeypatch.setattr(trickle, "_sender", lambda: sent)
    monkeypatch.setattr(trickle, "_PIECE", 4)
    monkeypatch.setattr(trickle, "_REST_S", 0.001)
    (tmp_path / "view.db").write_bytes(b"0123456789")
    trickling = Trickle(tmp_path / "none", tmp_path / "view.db")
    assert sent.enough.wait(MANY_S), "a file that is not there stops nobody, and neither does a kernel that refuses"
    trickling.close()
    assert sent.at[:6] == [(0, 4), (4, 4), (8, 4)] * 2


def test_it_ends_at_once_and_only_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trickle, "_REST_S", 10 * MANY_S)
    trickling = Trickle(tmp_path / "view.db")
    trickling.close()
    trickling.close()
    assert not trickling._thread.is_alive()


def test_a_system_without_the_call_goes_on_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trickle.sys, "platform", "darwin")
    trickling = Trickle(tmp_path / "view.db")
    assert not trickling._thread.is_alive()
    trickling.close()
