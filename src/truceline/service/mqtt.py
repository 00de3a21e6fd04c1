"""Sensors over MQTT 5: taken in with quality of service 1, acknowledged only when durable, missed when they are gone.

Under the prefix of mission.toml each source has three topics: `SOURCE/evidence` (bytes as it would send them over HTTP;
the user property `signature` holds the signed note of `record.delivery`, in base64, and `language` says in which one
people read the answers: en, uk or ru), `SOURCE/status` ("online", retained; "offline" as its last will, retained), and
`SOURCE/receipts`, on which it is answered. Source: OASIS MQTT 5.0.

The client library keeps a message unacknowledged until it is told otherwise, so a broker sends again what a server that
was killed had not made durable.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import msgspec

from truceline.mission.folder import Mission, Mqtt
from truceline.mission.submit import Submissions, Submitted
from truceline.mission.watch import PIECE_S, Watch
from truceline.model.errors import InputError, MissionError, TrucelineError, UsageError
from truceline.ports import Clock
from truceline.record.note import decoded
from truceline.service.language import accepted
from truceline.service.refusals import note_told, said

#: messages on their way at once: the broker holds back the rest
IN_FLIGHT = 64
#: links that are watched where anybody may send; where sources sign, those with a key are
MOST_LINKS = 1_000
_SESSION_S = 7 * 86_400
PASSWORD_VARIABLE = "TRUCELINE_MQTT_PASSWORD"

_log = logging.getLogger(__name__)


class Refused(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a source is told of something that was not taken."""

    refused: str
    where: str = ""
    advice: str = ""


@contextmanager
def listening(mission: Mission, submissions: Submissions, clock: Clock) -> Iterator[None]:
    """Sensors are heard while the block runs, where mission.toml names a broker; needs the extra [mqtt]."""
    if mission.mqtt is None:
        yield
        return
    try:
        intake = MqttIntake(mission, mission.mqtt, submissions, clock)
    except ImportError as error:
        raise MissionError(
            "mission.toml names a broker, and the MQTT client is not installed",
            where="[mqtt]",
            advice="Install it: uv sync --extra mqtt, or pip install 'truceline[mqtt]'.",
        ) from error
    intake.start()
    try:
        yield
    finally:
        intake.stop()


class MqttIntake:
    """A client of the broker for as long as the server runs; it comes back when the broker does."""

    def __init__(self, mission: Mission, settings: Mqtt, submissions: Submissions, clock: Clock) -> None:
        self._settings, self._submissions, self._clock = settings, submissions, clock
        self._connectors = {device.name: device.connector for device in mission.devices}
        self._watch = Watch(mission.cache_path / "mqtt-links.json")
        self._watching = threading.Lock()
        self._workers = ThreadPoolExecutor(8, thread_name_prefix="mqtt")
        self._over = threading.Event()
        self.listening = threading.Event()  # the broker keeps for us whatever comes from here on
        self._client = _client(settings, mission.settings.name)
        self._client.on_connect = self._connected
        self._client.on_subscribe = self._subscribed
        self._client.on_message = self._came

    def start(self) -> None:
        """Begin to connect; a broker that is not there yet is waited for."""
        host, port = _address(self._settings.url)
        self._client.connect_async(host, port, keepalive=30, clean_start=False, properties=_session())
        self._client.loop_start()
        threading.Thread(target=self._tell_outages, name="mqtt-outages", daemon=True).start()

    def stop(self) -> None:
        """Finish what came, then leave. What was not acknowledged comes again."""
        self._over.set()
        self._workers.shutdown(wait=True)
        self._client.disconnect()
        self._client.loop_stop()

    def _connected(self, client: Any, _data: object, _flags: object, reason: Any, _properties: object) -> None:
        if reason.is_failure:
            _log.error("the broker refuses us: %s", reason)
            return
        client.subscribe([(f"{self._settings.prefix}/+/{leaf}", 1) for leaf in ("evidence", "status")])

    def _subscribed(self, *_: object) -> None:
        self.listening.set()

    def _came(self, client: Any, _data: object, message: Any) -> None:
        """In the library's thread: hand over, and go on reading."""
        self._workers.submit(self._take, client, message)

    def _take(self, client: Any, message: Any) -> None:
        """Make it durable, then acknowledge it. What the disk refuses is tried again; the broker keeps it meanwhile.

        What breaks us is acknowledged too: it would come again for ever, and hold the place of what others send.
        """
        try:
            *_, source, leaf = message.topic.split("/")
        except UnicodeDecodeError:  # not every broker looks: it would hold its place among those on their way for good
            client.ack(message.mid, message.qos)
            return
        while not self._over.is_set():
            try:
                self._handled(client, source, leaf, message)
            except MissionError as error:  # nothing of ours can take it now
                _log.error("not taken from %s: %s", source, error.found)
                self._over.wait(1)
            else:
                client.ack(message.mid, message.qos)
                return

    def _handled(self, client: Any, source: str, leaf: str, message: Any) -> None:
        """Raises MissionError for what nothing of ours can take now."""
        try:
            if leaf == "status":
                self._status(source, message.payload)
            else:
                self._evidence(client, source, message)
        except MissionError:
            raise
        except Exception:  # noqa: BLE001  a fault of ours costs its message, never those of others
            _log.exception("what came from %s broke its reader: it is not taken", source)

    def _is_watched(self, source: str) -> bool:
        """Whether its silence says something: strangers could fill the disk with names."""
        if source in self._connectors:
            return True
        return self._settings.unsigned and (self._watch.knows(source) or len(self._watch) < MOST_LINKS)

    def _status(self, source: str, payload: bytes) -> None:
        now_s = self._clock.now_s()
        if not self._is_watched(source):
            return
        with self._watching:
            if payload == b"offline":
                self._watch.lost(source, now_s)
                return
            self._watch.alive(source, now_s)
        self._take_outages()

    def _evidence(self, client: Any, source: str, message: Any) -> None:
        if self._is_watched(source):
            with self._watching:
                self._watch.alive(source, self._clock.now_s())
            self._take_outages()
        language = accepted(_properties(message).get("language", ""))
        answer: Submitted | Refused
        try:
            kept = self._submitted(source, message)
            answer = msgspec.structs.replace(kept, notes=tuple(note_told(note, language) for note in kept.notes))
        except MissionError:
            raise
        except TrucelineError as error:
            answer = Refused(said(error.found, language), error.where, said(error.advice, language))
        client.publish(f"{self._settings.prefix}/{source}/receipts", msgspec.json.encode(answer), qos=1)

    def _submitted(self, source: str, message: Any) -> Submitted:
        signature = _signature(message)
        if signature is None and not self._settings.unsigned:
            raise InputError(
                "it is not signed",
                where=source,
                advice="Sign it, or set [mqtt] unsigned = true for a broker you trust.",
            )
        data, connector = bytes(message.payload), self._connectors.get(source) or "sensor"
        signed = None if signature is None else self._submissions.signed(signature, data)
        return self._submissions.submit(data, f"{source}.jsonl", source=source, connector=connector, signed=signed)

    def _tell_outages(self) -> None:
        while not self._over.wait(PIECE_S / 10):
            try:
                with self._watching:
                    self._watch.lasting(self._clock.now_s())
                self._take_outages()
            except MissionError as error:  # it stays owed, and is tried again
                _log.error("an outage is not taken: %s", error.found)

    def _take_outages(self) -> None:
        """Take in the outages that are owed. Raises MissionError where the disk refuses: they stay owed."""
        with self._watching:
            for sensor, lines in self._watch.owed():
                self._submissions.submit(lines, f"{sensor}-outage.jsonl", source=sensor, connector="sensor")
                self._watch.taken(sensor, lines)


def _client(settings: Mqtt, name: str) -> Any:
    from paho.mqtt.client import Client
    from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

    made = Client(
        CallbackAPIVersion.VERSION2, f"truceline-{name}", protocol=MQTTProtocolVersion.MQTTv5, manual_ack=True
    )
    if settings.user:
        made.username_pw_set(settings.user, os.environ.get(PASSWORD_VARIABLE))
    if settings.url.startswith("mqtts:"):
        made.tls_set()
    made.reconnect_delay_set(1, 30)
    return made


def _session() -> Any:
    """The broker keeps what comes while we are away, and sends no more at once than we can take."""
    from paho.mqtt.packettypes import PacketTypes
    from paho.mqtt.properties import Properties

    asked: Any = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
    asked.SessionExpiryInterval = _SESSION_S
    asked.ReceiveMaximum = IN_FLIGHT
    return asked


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    if parts.scheme not in ("mqtt", "mqtts") or not parts.hostname:
        raise UsageError(
            f"[mqtt] url is {url!r}", where="mission.toml", advice='Write "mqtt://host:1883" or "mqtts://host:8883".'
        )
    return parts.hostname, parts.port or (8883 if parts.scheme == "mqtts" else 1883)


def _properties(message: Any) -> dict[str, str]:
    """What a sender says beside the message (MQTT 5.0, 3.3.2.3.7)."""
    return dict(getattr(message.properties, "UserProperty", []))


def _signature(message: Any) -> bytes | None:
    """The signed note that came with a message; None where none did."""
    signature = _properties(message).get("signature")
    if signature is None:
        return None
    note = decoded(signature)
    if note is None:
        raise InputError("its signature is no base64", where=message.topic, advice="Encode the signed note.")
    return note
