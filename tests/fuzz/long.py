"""The long form: libFuzzer (through Atheris) on one parser after the other, guided by what each input reaches.

    python tests/fuzz/long.py [--seconds 60] [--out FOLDER] [PARSER ...]

A parser that fails leaves the input in FOLDER and its trace on the screen; the exit code says how many did.
Make what it left small, and put it into `tests/fuzz/found/`, where the short form reads it for ever.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parsers", nargs="*")
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--out", type=Path, default=Path("fuzz-found"))
    asked.add_argument("--one", help=argparse.SUPPRESS)
    given, rest = asked.parse_known_args()
    if given.one:
        return _one(given.one, rest)
    sys.path.insert(0, str(HERE))
    from targets import TARGETS, seeds

    given.out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in given.parsers or TARGETS:
        with tempfile.TemporaryDirectory() as corpus:
            for number, seed in enumerate(seeds(name)):
                Path(corpus, str(number)).write_bytes(seed)
            options = [f"-max_total_time={given.seconds}", "-rss_limit_mb=2048", "-timeout=10", "-max_len=8192"]
            options += ["-print_final_stats=1", f"-artifact_prefix={given.out.resolve()}/{name}-"]
            command = [sys.executable, str(HERE / "long.py"), "--one", name, corpus, *options]
            ran = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        done = next((line.split()[-1] for line in ran.stderr.splitlines() if "number_of_executed" in line), "?")
        print(f"{name}: {done} inputs, {'held' if ran.returncode == 0 else 'FAILED'}", flush=True)
        if ran.returncode:
            failed += 1
            print(ran.stdout[-3_000:], ran.stderr[-1_500:], sep="\n", flush=True)
            print("left:", *sorted(path.name for path in given.out.glob(f"{name}-*")), flush=True)
    return failed


def _one(name: str, rest: list[str]) -> int:
    import atheris

    sys.path.insert(0, str(HERE))
    with atheris.instrument_imports(include=["truceline"]):
        import targets

    atheris.Setup([sys.argv[0], *rest], lambda data: targets.run(name, data))
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
