"""A witness that runs in a process of its own, for tests over HTTP and by files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import httpx

from truceline.record.note import VerifierKey, parse_key

COMMAND = [sys.executable, "-m", "truceline.cli", "witness"]


class Served:
    """A witness in a process of its own."""

    def __init__(self, folder: Path, name: str, *logs: str) -> None:
        self.folder, self.environ = folder, {**os.environ, "TRUCELINE_KEYS": str(folder.parent / f"keys-{folder.name}")}
        if not folder.exists():
            self.run("init", str(folder), "--name", name)
            if logs:
                self.run("watch", str(folder), *logs)
        self.start()

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*COMMAND, *words], check=True, capture_output=True, text=True, env=self.environ)

    def refused(self, *words: str, keys: Path | None = None) -> subprocess.CompletedProcess[str]:
        environ = self.environ if keys is None else {**self.environ, "TRUCELINE_KEYS": str(keys)}
        return subprocess.run([*COMMAND, *words], check=False, capture_output=True, text=True, env=environ)

    def start(self, command: Sequence[str] = COMMAND) -> None:
        self.process = subprocess.Popen(
            [*command, "serve", str(self.folder), "--port", "0", "--json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=self.environ,
        )
        assert self.process.stdout is not None
        said = json.loads(self.process.stdout.readline())
        self.url, self.port = said["url"], said["port"]
        self.key: VerifierKey = parse_key(said["key"])

    def ask(self, body: bytes) -> httpx.Response:
        return httpx.post(f"{self.url}/add-checkpoint", content=body, timeout=20)

    def stop(self, how: int = signal.SIGTERM) -> None:
        self.process.send_signal(how)
        self.process.wait(20)
