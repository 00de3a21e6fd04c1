"""A real PostgreSQL in a temporary folder: started as an ordinary user, reached over a socket, gone with the tests."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
_POSTGIS = sorted(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))
_UNPRIVILEGED = 65534
_SETTINGS = (
    "listen_addresses=",
    "max_connections=60",
    "shared_buffers=32MB",
    "logging_collector=off",
    "log_min_messages=warning",
    "autovacuum=off",
    "max_wal_size=256MB",
)


def absent() -> str:
    """Why no server can be started here; empty where one can."""
    if not _BINARIES:
        return "PostgreSQL is not installed (Debian: postgresql-15)"
    if not _POSTGIS:
        return "PostGIS is not installed (Debian: postgresql-15-postgis-3)"
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        return "PostgreSQL does not run as root, and there is no setpriv"
    return ""


class Server:
    """One cluster. `admin` owns it; `fresh` makes an empty database that `truceline` owns."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._data = folder / "data"
        self._log = folder / "log"
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0

    def make(self) -> None:
        """A new cluster, with a database from which all others are copied."""
        if os.geteuid() == 0:
            os.chown(self.folder, _UNPRIVILEGED, _UNPRIVILEGED)
        self._run("initdb", "-D", str(self._data), "-U", "admin", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        self.start()
        self.sql("CREATE ROLE truceline LOGIN CREATEROLE")
        self.sql("CREATE DATABASE empty_mission OWNER truceline")
        self.sql("CREATE EXTENSION postgis", "empty_mission")

    def start(self, settings: Mapping[str, str] | None = None) -> None:
        options = [*_SETTINGS, *(f"{name}={value}" for name, value in (settings or {}).items())]
        words = [word for option in options for word in ("-c", option)]
        command = [*_as_ordinary(), str(_binary("postgres")), "-D", str(self._data), "-k", str(self.folder), *words]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", start_new_session=True)
        self._wait()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT is a fast shutdown: connections are cut, what was committed is written."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    def kill(self) -> None:
        """kill -9 of the server and all its processes, as a power cut of the machine would end them."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(60)
        self._process = None
        time.sleep(0.2)

    def restart(self, settings: Mapping[str, str] | None = None) -> None:
        self.stop()
        self.start(settings)

    def fresh(self, name: str = "") -> str:
        """The URL of a new database."""
        self._made += 1
        name = name or f"m{self._made}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE empty_mission OWNER truceline")
        return self.url(name)

    def url(self, database: str, user: str = "truceline") -> str:
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def sql(self, statement: str, database: str = "postgres", user: str = "admin") -> str:
        """What psql answers, rows as lines."""
        done = subprocess.run(
            [str(_binary("psql")), "-XqtA", "-v", "ON_ERROR_STOP=1", "-d", self.url(database, user), "-c", statement],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()

    def log(self) -> str:
        return self._log.read_text(errors="replace")

    def _wait(self) -> None:
        for _ in range(600):
            ready = [str(_binary("pg_isready")), "-q", "-h", str(self.folder)]
            if subprocess.run(ready, check=False).returncode == 0:
                return
            if self._process is not None and self._process.poll() is not None:
                raise RuntimeError(self.log())
            time.sleep(0.05)
        raise RuntimeError(self.log())

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [*_as_ordinary(), str(_binary(program)), *words], capture_output=True, text=True, check=False, cwd="/"
        )
        if done.returncode:
            raise RuntimeError(done.stderr)


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """A running server while the block runs. Its sockets lie in a short path, for theirs are."""
    with tempfile.TemporaryDirectory(prefix="tlpg", dir="/tmp", ignore_cleanup_errors=True) as room:
        running = Server(Path(room))
        running.make()
        try:
            yield running
        finally:
            running.stop(signal.SIGQUIT)


def _binary(name: str) -> Path:
    return _BINARIES[0] / name


def _as_ordinary() -> list[str]:
    if os.geteuid() != 0:
        return []
    return ["setpriv", f"--reuid={_UNPRIVILEGED}", f"--regid={_UNPRIVILEGED}", "--clear-groups"]
