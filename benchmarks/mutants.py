"""
Mutation test of `record/`: what the tests would notice.

mutmut makes the mutants as `[tool.mutmut]` of `pyproject.toml` says. They are run here and not by mutmut, because
hundreds a minute are wanted: the tests are collected once, every mutant has a fork of that session of its own, and in
it run the tests that reach the mutated function, the quickest first, until one fails. A mutant that never ends is
killed by the clock. What is called while modules are imported is tried again in a new process, where it lived on. Of
each module one function is also run as it is: where a test fails on that, no figure is given.

Run it in a clone, since it writes a folder `mutants` beside the source:

    git clone -q . /tmp/clone && cd /tmp/clone
    uv run --with mutmut==3.8.1 python -m benchmarks.mutants --seed 20261123 --each 40
"""

from __future__ import annotations

import argparse
import collections
import faulthandler
import fnmatch
import gc
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from _pytest.runner import runtestprotocol
from scipy.stats import binomtest

FOLDER = Path("mutants")
# in the folder
REACH, DRAWN, RESULTS = Path("reach.json"), Path("drawn.json"), Path("results.tsv")
ENOUGH_S = 5  # of a processor, for one test; and five times as long as it takes without a mutant
MOST_BYTES = 4 << 30
#: of forgeries as many as show whether anything is believed, not as many as it takes to say that nothing is
FEWER = {"FORGERIES": "1200", "MUTATIONS": "200", "NOTE_MUTATIONS": "800", "FORKS": "20"}
KILLED, SURVIVED, UNREACHED = "killed", "survived", "unreached"
LIVING = (SURVIVED, UNREACHED)
ENDLESS = ("SIGPROF", "SIGALRM")


def make() -> dict[str, list[str]]:
    """Copy the checkout into the folder with all mutants in it: their names by module."""
    from mutmut import __main__ as mutmut

    mutmut.copy_src_dir()
    mutmut.copy_also_copy_files()
    mutmut.create_mutants(1)
    names = {}
    for meta in sorted(FOLDER.rglob("*.py.meta")):
        if found := list(json.loads(meta.read_text())["exit_code_by_key"]):
            names[meta.name.removesuffix(".py.meta")] = found
    return names


def drawn(names: dict[str, list[str]], each: int | None, seed: int) -> Iterator[str]:
    """So many of each module, or all there are: the first in an order drawn by the seed and the module's name."""
    for module, all_of_it in names.items():
        yield from random.Random(f"{seed} {module}").sample(all_of_it, len(all_of_it))[:each]


def controls(sample: Iterable[str]) -> list[str]:
    """One of each module that there is not: its function is run without a change."""
    return list({mutant.split(".x")[0]: f"{_function(mutant)}__mutmut_0" for mutant in sample}.values())


class Reach:
    """Notes which tests reach which function, how long each takes, and what is called while modules are imported."""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        from mutmut.state import state

        seen = state()._stats
        imported, reached, seconds = sorted(seen), collections.defaultdict(list), {}
        start = time.process_time()
        for item, following in _in_turn(session.items):
            seen.clear()
            began = time.process_time()
            if not _passes(item, following):
                raise pytest.UsageError(f"{item.nodeid} fails without any mutant")
            seconds[item.nodeid] = time.process_time() - began
            for function in seen:
                reached[function].append(item.nodeid)
        REACH.write_text(json.dumps({"imported": imported, "reached": reached, "seconds": seconds, "start": start}))
        return True


class Run:
    """Runs each of the mutants in a fork of its own, and writes down what became of it."""

    def __init__(self) -> None:
        self.mutants = json.loads(DRAWN.read_text())
        reach = json.loads(REACH.read_text())
        self.seconds: dict[str, float] = reach["seconds"]
        self.reached: dict[str, list[str]] = reach["reached"]
        self.killers: collections.Counter[tuple[str, str]] = collections.Counter()  # function and test

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        gc.freeze()
        for mutant in self.mutants:
            function = _function(mutant)
            tests = [test for test in self.reached.get(function, ()) if test in items]
            tests.sort(key=lambda test: (-self.killers[function, test], self.seconds[test], test))
            result, test = self._tried(mutant, [items[test] for test in tests]) if tests else (UNREACHED, "")
            self.killers[function, test] += result == KILLED
            with RESULTS.open("a") as results:
                results.write(f"{mutant}\t{result}\t{test}\n")
        return True

    def _tried(self, mutant: str, items: list[pytest.Item]) -> tuple[str, str]:
        temporary = Path(tempfile.mkdtemp(prefix="mutant-"))
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.write(writing, self._inside(mutant, items, temporary).encode())
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as told:
            test = told.read()
        status = os.waitpid(child, 0)[1]
        shutil.rmtree(temporary, ignore_errors=True)
        if os.WIFSIGNALED(status):
            return signal.Signals(os.WTERMSIG(status)).name, ""
        return (SURVIVED, "") if test == SURVIVED else (KILLED, test)

    def _inside(self, mutant: str, items: list[pytest.Item], temporary: Path) -> str:
        """The test that fails."""
        from mutmut.mutation.trampoline import set_mutant_under_test

        faulthandler.disable()
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
        items[0].config._tmp_path_factory._basetemp = temporary  # type: ignore[attr-defined]
        set_mutant_under_test(mutant)
        for item, following in _in_turn(items):
            _end_after(self.seconds[item.nodeid])
            if not _passes(item, following):
                return item.nodeid
        return SURVIVED


class Cold:
    """Runs one mutant that was there before anything was imported."""

    def __init__(self) -> None:
        reach = json.loads(REACH.read_text())
        self.tests = reach["reached"].get(_function(os.environ["MUTANT_UNDER_TEST"])) or list(reach["seconds"])
        _end_after(reach["start"] + sum(reach["seconds"][test] for test in self.tests))

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = [item for item in session.items if item.nodeid in self.tests]
        if not all(_passes(item, following) for item, following in _in_turn(items)):
            raise pytest.UsageError("noticed")
        return True


ROLES = {"reach": Reach, "run": Run, "cold": Cold}


def _end_after(seconds: float) -> None:
    """This process is killed where it takes much longer than so many seconds of a processor, or sleeps."""
    limit_s = ENOUGH_S + 5 * seconds
    signal.setitimer(signal.ITIMER_PROF, limit_s)
    signal.alarm(int(20 * limit_s))


def _in_turn(items: list[pytest.Item]) -> Iterable[tuple[pytest.Item, pytest.Item | None]]:
    return zip(items, [*items[1:], None], strict=True)


def _passes(item: pytest.Item, following: pytest.Item | None) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def _function(mutant: str) -> str:
    return mutant.rpartition("__mutmut_")[0]


def _session(plugin: object) -> int:
    """The tests of the record, collected in this process; what happens to them is the plugin's."""
    said = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["mutmut"]
    arguments = [*said["pytest_add_cli_args"], *said["pytest_add_cli_args_test_selection"]]
    return int(pytest.main(["-q", "-s", "--tb=native", "-p", "no:faulthandler", *arguments], plugins=[plugin]))


def _in_the_folder(role: str, mutant: str = "") -> int:
    """This program in a process of its own, where `truceline` is the one with the mutants."""
    surroundings = os.environ | {f"TRUCELINE_{name}": number for name, number in FEWER.items()}
    surroundings |= {"PYTHONPATH": str(FOLDER.resolve() / "src"), "MUTANT_UNDER_TEST": mutant}
    command = [sys.executable, "-m", "benchmarks.mutants", "--role", role]
    with (FOLDER / f"{role}.log").open("w") as log:
        return subprocess.run(command, cwd=FOLDER, env=surroundings, stdout=log, stderr=log, check=False).returncode


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, help="draw at most so many of a module")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="*", help="pattern of modules")
    parser.add_argument("--role", choices=ROLES, help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.role:
        raise SystemExit(_session(ROLES[said.role]()))
    names = {module: found for module, found in make().items() if fnmatch.fnmatch(module, said.only)}
    if not names:
        raise SystemExit(f"no module is like {said.only}")
    if not (FOLDER / REACH).exists() and _in_the_folder("reach", "stats"):
        raise SystemExit(f"the tests fail without mutants: see {FOLDER / 'reach.log'}")
    sample = list(drawn(names, said.each, said.seed))
    unchanged = controls(sample)
    (FOLDER / DRAWN).write_text(json.dumps([*unchanged, *sample]))
    (FOLDER / RESULTS).unlink(missing_ok=True)  # of another sample
    if _in_the_folder("run"):
        raise SystemExit(f"see {FOLDER / 'run.log'}")
    results = dict(line.split("\t")[:2] for line in (FOLDER / RESULTS).read_text().splitlines())
    imported = set(json.loads((FOLDER / REACH).read_text())["imported"])
    for mutant, result in results.items():
        if result in LIVING and _function(mutant) in imported and _in_the_folder("cold", mutant):
            results[mutant] = KILLED
    if broken := [control for control in unchanged if results[control] not in LIVING]:
        raise SystemExit(f"killed without any change: {broken}")
    print(table(names, results))


def table(names: dict[str, list[str]], results: dict[str, str]) -> str:
    """Killed of run, of all, by module, with the exact binomial interval of 95 % where a sample was drawn; those that
    were run taken together; and the whole, each module with its weight, give or take 1.96 standard errors of a
    stratified sample."""
    lines, together, whole, variance = [], [], 0.0, 0.0
    every = sum(map(len, names.values()))
    for module, all_of_it in names.items():
        run = [results[mutant] for mutant in all_of_it if mutant in results]
        killed = _killed(run)
        told = f" ({_between(run, 0)})" if len(run) < len(all_of_it) else ""
        lines.append(f"{module:20} {killed:4} of {len(run):4} run of {len(all_of_it):4}{told}")
        together += run
        weight, share = len(all_of_it) / every, (killed + 1) / (len(run) + 2)
        whole += weight * killed / len(run)
        variance += weight**2 * share * (1 - share) / len(run) * (1 - len(run) / len(all_of_it))
    endless = sum(result in ENDLESS for result in together)
    lines.append(f"run: {_killed(together)} of {len(together)} killed ({_between(together, 1)}), {endless} never ended")
    return "\n".join([*lines, f"whole: {whole:.1%}, give or take {1.96 * variance**0.5:.1%}, of {every}"])


def _killed(run: list[str]) -> int:
    return sum(result not in LIVING for result in run)


def _between(run: list[str], digits: int) -> str:
    found = binomtest(_killed(run), len(run)).proportion_ci()
    return f"{found.low:.{digits}%}-{found.high:.{digits}%}"


if __name__ == "__main__":
    main()
