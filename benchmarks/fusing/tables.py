"""What was measured as Markdown: quality, growth, what each kind of knowledge is worth, MELTT's cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import numpy as np
from benchmarks.fusing.engines import ENGINES, OURS

Row = dict[str, Any]
_QUALITY = ("P", "R", "F1", "B3P", "B3R", "B3F1", "ARI", "clusters/truth")


def resampled(values: list[float], draws: int = 2_000) -> tuple[float, float]:
    """Bounds of the mean, 95 %, from resampling seeds."""
    rng = np.random.default_rng(17)
    means = rng.choice(values, (draws, len(values))).mean(axis=1)
    return float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def grouped(rows: Iterable[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    """Rows by the values of these columns, in the order in which they come."""
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row.get(name) for name in names)].append(row)
    return dict(found)


def mean(rows: list[Row], name: str) -> float | None:
    """Mean of a column over the rows that have it."""
    values = [row[name] for row in rows if row.get(name) is not None]
    return float(np.mean(values)) if values else None


def shown(value: float | None, digits: int = 3) -> str:
    return "" if value is None else f"{value:.{digits}f}"


def report(rows: list[Row], meltt: list[Row]) -> str:
    """The whole file."""
    whole = [row for row in rows if row.get("dropped") is None]
    parts = ["# Fusion beside its peers", _about(rows), _goals(whole)]
    for (world, size), some in sorted(grouped(whole, "world", "size").items(), key=lambda item: _order(item[0])):
        if len({row["engine"] for row in some}) > 1:
            parts.append(f"## {world}, {size:,} observations\n\n{quality(some)}")
    last = (
        ("Ours on every world", own(whole)),
        ("Growth, on the default world", growth(whole)),
        ("What each kind of knowledge is worth", ablation(rows)),
        ("Reliability", reliability(whole)),
        ("MELTT's own simulation", meltt_cells(meltt) if meltt else ""),
    )
    parts += [f"## {title}\n\n{text}" for title, text in last if text]
    return "\n\n".join(part for part in parts if part) + "\n"


def _order(key: tuple[Any, ...]) -> tuple[int, Any]:
    names = ("calm", "default", "dense", "sea", "siege", "sudan", "colombia", "boastful", "modest", "off-clock")
    return (names.index(key[0]) if key[0] in names else 99, key[1])


def _about(rows: list[Row]) -> str:
    tuned = any(row["seed"] % 2 for row in rows)
    seeds = sorted({row["seed"] for row in rows})
    commits = ", ".join(sorted({row.get("commit", "") for row in rows if row["engine"] == OURS} - {""}))
    text = f"Seeds {', '.join(map(str, seeds))}, which nobody tuned on. Ours as of {commits}."
    if tuned:
        text = f"**Seeds {', '.join(map(str, seeds))}: odd ones may have been tuned on.** Ours as of {commits}."
    return text + (
        " Peers with labels and thresholds of Splink come from a practice world of the same kind with another seed. "
        "Seconds are of a noisy machine with two shared cores: read ratios and growth."
    )


def _goals(rows: list[Row]) -> str:
    """The worst and the best of what was asked for, on one line each."""
    lines = ["| world | F1 | B³ | clusters/truth | expected/truth | ECE |", "|---|---|---|---|---|---|"]
    for world in ("calm", "default", "dense"):
        own_rows = [row for row in rows if row["world"] == world and row["engine"] == OURS and "F1" in row]
        if not own_rows:
            continue
        largest = max(row["size"] for row in own_rows if row["size"] <= 100_000 or len(own_rows) == 1)
        some = [row for row in own_rows if row["size"] == largest]
        cells = [shown(mean(some, name)) for name in ("F1", "B3F1", "clusters/truth", "expected/truth", "ece")]
        lines.append(f"| {world}, {largest:,} | " + " | ".join(cells) + " |")
    return "\n".join(lines) if len(lines) > 2 else ""


def quality(rows: list[Row]) -> str:
    """One line an engine, best F1 first."""
    lines = [
        "| engine | seeds | P | R | F1 | 95 % | B³P | B³R | B³F1 | ARI | clusters/truth | s | GB |",
        "|---" * 13 + "|",
    ]
    found, left = [], []
    for engine in ENGINES:
        some = [row for row in rows if row["engine"] == engine]
        good = [row for row in some if "F1" in row]
        if good:
            found.append((engine, good))
        elif some:
            left.append(f"{engine}: {some[0].get('left_out', '')}")
    for engine, good in sorted(found, key=lambda item: -(mean(item[1], "F1") or 0)):
        low, high = resampled([row["F1"] for row in good])
        cells = {name: shown(mean(good, name)) for name in _QUALITY}
        between = f"{low:.3f}–{high:.3f}" if len(good) > 1 else ""
        name = f"**{engine}**" if engine == OURS else engine
        values = [cells["P"], cells["R"], cells["F1"], between, *(cells[k] for k in _QUALITY[3:])]
        lines.append(f"| {name} | {len(good)} | " + " | ".join(values)
                     + f" | {shown(mean(good, 'seconds'), 1)} | {shown(mean(good, 'gb'), 2)} |")  # fmt: skip
    if left:
        lines += ["", "Left out: " + "; ".join(left) + "."]
    return "\n".join(lines)


def own(rows: list[Row]) -> str:
    """Ours on each world: quality, calibration, counts, places and times."""
    names = ("F1", "B3F1", "clusters/truth", "expected/truth", "expected_holds", "ece", "circle", "ellipse", "interval")
    lines = ["| world | size | seeds | F1 | B³F1 | clusters/truth | expected/truth | its interval holds | ECE "
             "| circle holds | ellipse holds | interval of time holds |", "|---" * 12 + "|"]  # fmt: skip
    some = [row for row in rows if row["engine"] == OURS and "F1" in row]
    for (world, size), good in sorted(grouped(some, "world", "size").items(), key=lambda item: _order(item[0])):
        lines.append(f"| {world} | {size:,} | {len(good)} | " + " | ".join(shown(mean(good, n)) for n in names) + " |")
    return "\n".join(lines)


def exponent(rows: list[Row]) -> float | None:
    """Slope of log seconds on log observations from 10,000 on; None with fewer than two sizes."""
    points = [(row["n"], row["seconds"]) for row in rows if row["n"] >= 9_000]
    if len({round(np.log10(n), 1) for n, _ in points}) < 2:
        return None
    n, seconds = np.log(np.array(points)).T
    return float(np.polyfit(n, seconds, 1)[0])


def growth(rows: list[Row]) -> str:
    """Seconds and peak memory by size on the default world."""
    some = [row for row in rows if row["world"] == "default" and "seconds" in row]
    sizes = sorted({row["size"] for row in some})
    if len(sizes) < 2:
        return ""
    lines = ["| engine | " + " | ".join(f"{size:,}" for size in sizes) + " | growth |", "|---" * (len(sizes) + 2) + "|"]
    for engine in ENGINES:
        mine = [row for row in some if row["engine"] == engine]
        if not mine:
            continue
        cells = []
        for size in sizes:
            at = [row for row in mine if row["size"] == size]
            cpu, gb = shown(mean(at, "cpu"), 1), shown(mean(at, "gb"), 2)
            cells.append(f"{shown(mean(at, 'seconds'), 1)} s, CPU {cpu} s, {gb} GB" if at else "")
        power = exponent(mine)
        lines.append(f"| {engine} | " + " | ".join(cells) + f" | {'' if power is None else f'N^{power:.2f}'} |")
    return "\n".join(lines)


def ablation(rows: list[Row]) -> str:
    """F1 and B³ of ours without each kind of knowledge, on the same worlds and seeds."""
    some = [row for row in rows if row["engine"] == OURS and "F1" in row]
    asked = {(row["world"], row["size"], row["seed"]) for row in some if row["dropped"]}
    if not asked:
        return ""
    some = [row for row in some if (row["world"], row["size"], row["seed"]) in asked]
    whole = {(row["world"], row["size"], row["seed"]): row for row in some if row["dropped"] is None}
    lines = ["| without | world | F1 | change | B³F1 | change | ECE |", "|---" * 7 + "|"]
    for (world, dropped), group in grouped([r for r in some if r["dropped"]], "world", "dropped").items():
        pairs = [(row, whole[key]) for row in group if (key := (row["world"], row["size"], row["seed"])) in whole]
        change = {n: float(np.mean([a[n] - b[n] for a, b in pairs])) if pairs else None for n in ("F1", "B3F1")}
        cells = (shown(mean(group, "F1")), _signed(change["F1"]), shown(mean(group, "B3F1")), _signed(change["B3F1"]))
        lines.append(f"| {dropped} | {world} | " + " | ".join(cells) + f" | {shown(mean(group, 'ece'))} |")
    return "\n".join(lines)


def _signed(value: float | None) -> str:
    return "" if value is None else f"{value:+.3f}"


def reliability(rows: list[Row]) -> str:
    """Said and true, pooled over seeds, for each world at its largest size with a curve."""
    lines = ["| world | said: true (statements) |", "|---|---|"]
    some = [row for row in rows if row.get("curve")]
    for (world,), group in sorted(grouped(some, "world").items(), key=lambda item: _order((*item[0], 0))):
        cells = [f"{said:.2f}: {true:.2f} ({n:,})" for n, said, true in pooled(group)]
        lines.append(f"| {world} | " + ", ".join(cells) + " |")
    return "\n".join(lines) if len(lines) > 2 else ""


def pooled(rows: list[Row]) -> list[tuple[int, float, float]]:
    """Curves of several runs as one, in bins of a tenth."""
    total = np.zeros((10, 3))
    for row in rows:
        for n, said, true in row["curve"]:
            total[min(int(said * 10), 9)] += (n, n * said, n * true)
    return [(int(n), said / n, true / n) for n, said, true in total if n]


def meltt_cells(rows: list[Row]) -> str:
    """Each cell: F1 of pairs and the paper's rates."""
    from benchmarks.fusing.meltt_table import NIGERIA_2011, PACKAGE

    engines = list(dict.fromkeys(row["engine"] for row in rows))
    head = " | ".join(f"{engine} F1 | TPR | FPR" for engine in engines)
    lines = [f"| cell | {head} | R package, F1 |", "|---" * (2 + 3 * len(engines)) + "|"]
    for (cell,), group in grouped(rows, "cell").items():
        by = {row["engine"]: row for row in group}
        cells = []
        for engine in engines:
            row = by.get(engine)
            cells += [shown(row[n]) if row else "" for n in ("F1", "true_positive", "false_positive")]
        published = PACKAGE.get(cell)
        lines.append(f"| {cell} | " + " | ".join(cells) + f" | {'' if published is None else published} |")
    nigeria = f"P {NIGERIA_2011['P']}, R {NIGERIA_2011['R']}"
    lines += ["", f"The paper gives {nigeria} for Nigeria 2011 (entries, against matches by hand). MELTT's windows are "
              "its own setting, so in the rows \"window\" ours gets the same data as in the base; the last columns "
              "show what happens if half of those windows were declared as the precision of the data."]  # fmt: skip
    return "\n".join(lines)
