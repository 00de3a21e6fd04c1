"""A topic in bytes that are no text: some brokers pass them on, and nobody's message waits for it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from truceline.mission.folder import open_mission
from truceline.mission.opened import opened
from truceline.mission.submit import Submissions
from truceline.stores.clock import SystemClock

_SETTINGS = '[mission]\nname = "M"\n[mqtt]\nurl = "mqtt://127.0.0.1:1"\nprefix = "t"\nunsigned = true\n'


def test_a_topic_that_is_no_text_is_acknowledged_and_over(tmp_path: Path) -> None:
    client = pytest.importorskip("paho.mqtt.client")
    from truceline.service.mqtt import MqttIntake

    (tmp_path / "mission.toml").write_text(_SETTINGS)
    mission = open_mission(tmp_path)
    assert mission.mqtt is not None
    done: list[tuple[int, int]] = []
    message = client.MQTTMessage(mid=7, topic=b"t/\xff\xfe/evidence")
    message.qos = 1
    with opened(mission) as record:
        intake = MqttIntake(mission, mission.mqtt, Submissions(mission, record, SystemClock()), SystemClock())
        intake._take(SimpleNamespace(ack=lambda *about: done.append(about)), message)
    assert done == [(7, 1)]
