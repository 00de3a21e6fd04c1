"""Sensors over a real broker: signed, replayed, cut off, and a broker that is killed and comes back."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from truceline.mission.folder import open_mission
from truceline.mission.intake import receipts
from truceline.mission.opened import opened
from truceline.mission.submit import Submissions
from truceline.mission.watch import Watch
from truceline.model.errors import MissionError
from truceline.model.ids import sha256_hex
from truceline.record.delivery import Delivery, sign_delivery
from truceline.record.note import key_of
from truceline.service.mqtt import IN_FLIGHT, MqttIntake
from truceline.stores.clock import SystemClock
from truceline.stores.keyring import load_or_make
from truceline.stores.record import Record

HEADQUARTERS = Path(__file__).parents[2] / "docs" / "headquarters.md"
mqtt = pytest.importorskip("paho.mqtt.client", reason="the extra [mqtt] is not installed")
MOSQUITTO = shutil.which("mosquitto") or ("/usr/sbin/mosquitto" if Path("/usr/sbin/mosquitto").exists() else None)
pytestmark = pytest.mark.skipif(MOSQUITTO is None, reason="mosquitto is not installed")


def eventually(true: Callable[[], object], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.05)


class Broker:
    """mosquitto on a port of its own, with its messages on the disk."""

    def __init__(self, folder: Path, rules: str = "") -> None:
        (folder / "rules.acl").write_text(rules)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._settings = folder / "mosquitto.conf"
        self._settings.write_text(
            f"listener {self.port} 127.0.0.1\nallow_anonymous true\npersistence true\n"
            f"persistence_location {folder}/\nautosave_interval 1\nautosave_on_changes true\nuser root\n"
            + (f"acl_file {folder}/rules.acl\nuse_username_as_clientid true\n" if rules else "")
        )
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen([str(MOSQUITTO), "-c", str(self._settings)], stderr=subprocess.DEVNULL)
        eventually(self._answers)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


class Sensor:
    """A post with a key, that signs what it sends and listens for its receipts."""

    def __init__(self, broker: Broker, origin: str, keys: Path, name: str = "post-7") -> None:
        self.name, self._origin, self._signer = name, origin, load_or_make(keys, name)
        self.answers: list[dict[str, Any]] = []
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, f"sensor-{name}", protocol=mqtt.MQTTv5)
        self.client.username_pw_set(name)
        self.client.will_set(f"truceline/{name}/status", b"offline", qos=1, retain=True)
        self.client.on_message = lambda _c, _d, message: self.answers.append(json.loads(message.payload))
        self.client.on_connect = self._connected
        self._listening = threading.Event()
        self.client.on_subscribe = lambda *_: self._listening.set()
        self.client.connect("127.0.0.1", broker.port, keepalive=2)
        self.client.loop_start()
        assert self._listening.wait(30), "a receipt that comes before the subscription would be lost"

    def _connected(self, client: Any, *_: object) -> None:
        client.subscribe(f"truceline/{self.name}/receipts", 1)
        client.publish(f"truceline/{self.name}/status", b"online", qos=1, retain=True)

    def data(self, number: int) -> bytes:
        at = f"2026-03-01T10:{number // 60:02d}:{number % 60:02d}Z"
        return json.dumps({"kind": "detection", "sensor": self.name, "at": at, "lat": 48.5, "lon": 37.9}).encode()

    def send(self, number: int, data: bytes | None = None, *, signed: bool = True, language: str = "") -> None:
        from paho.mqtt.packettypes import PacketTypes
        from paho.mqtt.properties import Properties

        data = self.data(number) if data is None else data
        told: Any = Properties(PacketTypes.PUBLISH)
        if signed:
            note = sign_delivery(Delivery(self._origin, self.name, number, sha256_hex(data)), self._signer)
            told.UserProperty = ("signature", base64.b64encode(note).decode())
        if language:
            told.UserProperty = ("language", language)
        self.client.publish(f"truceline/{self.name}/evidence", data, qos=1, properties=told).wait_for_publish(30)

    def say(self, leaf: str, data: bytes, *words: tuple[str, str]) -> None:
        """Whatever one likes."""
        from paho.mqtt.packettypes import PacketTypes
        from paho.mqtt.properties import Properties

        told: Any = Properties(PacketTypes.PUBLISH)
        told.UserProperty = list(words)
        self.client.publish(f"truceline/{self.name}/{leaf}", data, qos=1, properties=told).wait_for_publish(30)

    def cut(self) -> None:
        """As a cable is cut: no word of farewell."""
        self.client.loop_stop()
        self.client.socket().close()


class Post:
    """All of it together."""

    def __init__(self, broker: Broker, record: Record, intake: MqttIntake, sensor: Sensor) -> None:
        self.broker, self.record, self.intake, self.sensor = broker, record, intake, sensor

    def came(self) -> int:
        return len(receipts(self.record))


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    with _stationed(tmp_path) as made:
        yield made


@contextmanager
def _stationed(tmp_path: Path, rules: str = "") -> Iterator[Post]:
    """A broker, with rules of who may publish what if any are given, a mission that listens to it, and a sensor."""
    broker = Broker(tmp_path, rules)
    folder = tmp_path / "north"
    folder.mkdir()
    key = key_of(load_or_make(tmp_path / "keys", "post-7")).text
    (folder / "mission.toml").write_text(
        f'[mission]\nname = "North"\n[[device]]\nname = "post-7"\nkey = "{key}"\nconnector = "sensor"\n'
        f'[mqtt]\nurl = "mqtt://127.0.0.1:{broker.port}"\nuser = "north"\n'
    )
    mission = open_mission(folder)
    assert mission.mqtt is not None
    with opened(mission) as record:
        clock = SystemClock()
        intake = MqttIntake(mission, mission.mqtt, Submissions(mission, record, clock), clock)
        intake.start()
        assert intake.listening.wait(30)
        sensor = Sensor(broker, record.origin, tmp_path / "keys")
        try:
            yield Post(broker, record, intake, sensor)
        finally:
            sensor.client.loop_stop()
            intake.stop()
            broker.kill()


def test_what_a_sensor_signs_is_taken_once_and_answered(post: Post) -> None:
    for number in (1, 3, 2, 3):
        post.sensor.send(number)
    eventually(lambda: len(post.sensor.answers) == 4)
    assert post.came() == 3
    assert [answer.get("again") for answer in post.sensor.answers].count(True) == 1
    assert all(answer["receipt"] for answer in post.sensor.answers)
    seqs = sorted(receipt.seq for receipt in receipts(post.record) if isinstance(receipt.seq, int))
    assert seqs == [1, 2, 3]


def test_what_is_not_right_is_refused_with_a_reason_and_does_not_come_again(post: Post) -> None:
    post.sensor.send(1, signed=False)
    post.sensor.send(2, b'{"kind": "nonsense"')
    post.sensor.send(3)
    post.sensor.send(3, post.sensor.data(9))
    eventually(lambda: len(post.sensor.answers) == 4)
    refused = [answer["refused"] for answer in post.sensor.answers if "refused" in answer]
    assert len(refused) == 3 and any("not signed" in words for words in refused)
    assert any("number 3 of post-7 came before" in words for words in refused)
    assert post.came() == 1


def test_hostile_messages_hold_up_nobody(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is acknowledged, also where it breaks its reader: a broker sends only so many that are not."""
    signed, ack, acknowledged = Submissions.signed, post.intake._client.ack, set()

    def told(mid: int, qos: int) -> Any:
        acknowledged.add(mid)
        return ack(mid, qos)

    monkeypatch.setattr(post.intake._client, "ack", told)

    def breaks(self: Submissions, note: bytes, data: bytes) -> Any:
        if data == b"poison":
            raise RecursionError("a fault of ours")
        return signed(self, note, data)

    monkeypatch.setattr(Submissions, "signed", breaks)
    hostile = [b"", b"\0" * 500, b"[" * 200_000, b'{"a":' * 20_000, b"\xff\xfe", b"PK\x03\x04" + bytes(300)]
    for number, data in enumerate([*hostile, *[b"poison"] * IN_FLIGHT], 1):
        post.sensor.send(number, data)
    odd = ("", "AAAA", "\u202e", "=" * 4_000, base64.b64encode(b"[" * 3_000).decode())
    for note in odd:
        post.sensor.say("evidence", b"{}", ("signature", note), ("language", note[:60]), ("a", "b"))
    post.sensor.send(200)
    eventually(lambda: post.came() == 1 and len(acknowledged) >= len(hostile) + IN_FLIGHT + len(odd) + 1)


def test_names_of_strangers_are_not_kept(post: Post) -> None:
    for number in range(300):
        for status in (b"online", b"offline"):
            post.sensor.client.publish(f"truceline/stranger-{number}/status", status, qos=1)
    post.sensor.send(1)
    eventually(lambda: post.came() == 1)
    assert len(post.intake._watch) == 1 and post.intake._watch.silent() == ()


def test_what_is_refused_is_told_in_the_language_that_people_there_read(post: Post) -> None:
    for language in ("uk", "ru"):
        post.sensor.send(1, signed=False, language=language)
    eventually(lambda: len(post.sensor.answers) == 2)
    assert {answer["refused"] for answer in post.sensor.answers} == {"це не підписано", "это не подписано"}


def test_a_broker_that_was_killed_loses_nothing_that_it_acknowledged(post: Post) -> None:
    post.sensor.send(1)
    eventually(lambda: post.came() == 1)
    post.broker.kill()
    post.broker.start()
    eventually(post.sensor.client.is_connected)
    post.sensor.send(2)
    eventually(lambda: post.came() >= 2)


def test_what_the_disk_refuses_comes_again(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    submit, refusals = Submissions.submit, []

    def full(self: Submissions, data: bytes, *words: Any, **named: Any) -> Any:
        if len(refusals) < 2:
            refusals.append(data)
            raise MissionError("the disk is full", advice="Make room.")
        return submit(self, data, *words, **named)

    monkeypatch.setattr(Submissions, "submit", full)
    post.sensor.send(1)
    eventually(lambda: post.came() == 1, 60)
    assert len(refusals) == 2


def test_a_sensor_that_is_cut_off_leaves_an_outage_in_the_effort(post: Post) -> None:
    post.sensor.send(1)
    eventually(lambda: post.came() == 1)
    time.sleep(2)
    post.sensor.cut()
    eventually(lambda: post.intake._watch.silent() == ("post-7",), 60)
    post.sensor.client.reconnect()
    post.sensor.client.loop_start()
    eventually(lambda: post.came() == 2)
    outage = receipts(post.record)[-1]
    assert (outage.source, outage.filename) == ("post-7", "post-7-outage.jsonl")


def test_a_sensor_whose_clock_is_ahead_is_kept_and_told(post: Post) -> None:
    post.sensor.send(1, post.sensor.data(1).replace(b"2026-", b"2096-"), language="uk")
    eventually(lambda: len(post.sensor.answers) == 1)
    (note,) = post.sensor.answers[0]["notes"]
    assert note["severity"] == "warning" and "годинник цього сервера" in note["found"]
    assert post.came() == 1


def test_nobody_says_that_another_is_gone_under_the_rules_that_the_page_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A status is not signed: who may say it is the broker's to know."""
    monkeypatch.setenv("TRUCELINE_KEYS", str(tmp_path / "keys"))
    lost, gone = Watch.lost, []

    def told(self: Watch, sensor: str, now_s: int) -> None:
        gone.append(sensor)
        lost(self, sensor, now_s)

    monkeypatch.setattr(Watch, "lost", told)
    page = HEADQUARTERS.read_text(encoding="utf-8")
    rules = page.partition("# truceline.acl")[2].partition("```")[0].partition("\n")[2]
    with _stationed(tmp_path, rules) as post:
        stranger = Sensor(post.broker, post.record.origin, tmp_path / "keys", "post-8")
        try:
            for status in (b"offline", b"online"):
                stranger.client.publish("truceline/post-7/status", status, qos=1).wait_for_publish(30)
            post.sensor.say("status", b"offline")
            eventually(lambda: gone)
            post.sensor.send(1)
            eventually(lambda: post.came() >= 1 and len(post.sensor.answers) == 1)
        finally:
            stranger.client.disconnect()
            stranger.client.loop_stop()
    assert gone == ["post-7"], "its own word is heard, and nobody else's"
