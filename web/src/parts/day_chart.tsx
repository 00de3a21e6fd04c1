import { useEffect, useState } from "preact/hooks";
import type { HoldingDay } from "../api/holding.ts";
import { useWords, type Words } from "../words/words.ts";
import { daysApart, ticksTo } from "./axis.ts";

interface DayChartProps {
  readonly days: readonly HoldingDay[];
  readonly alarms: readonly string[];
  readonly changes: readonly string[];
}

/** On a phone it is drawn for its screen, and a row's name takes two lines, which read as one. */
const WIDE = { width: 960, left: 40, gap: 40, first: 34, dates: 9, inLines: (name: string) => [name] } as const;
const NARROW = { width: 400, left: 34, gap: 56, first: 48, dates: 4, inLines: (name: string) => name.split(/(?<= )(?=\()/) } as const;
const LINE = 15;
const ROWS = { incidents: 150, rate: 120, effort: 70 } as const;
const FOOT = 26;

type Row = keyof typeof ROWS;

/** Incidents, the rate by effort with its interval, and the effort itself: one time axis, a scale for each row. */
export function DayChart({ days, alarms, changes }: DayChartProps) {
  const words = useWords();
  const narrow = useNarrow();
  const [read, setRead] = useState<number | null>(null);
  const { width, left, gap, first, dates, inLines } = narrow ? NARROW : WIDE;
  const wide = (width - left) / Math.max(days.length, 1);
  const x = (at: number) => left + at * wide;
  const rated = days.some((day) => typeof day.rate_milli === "number"); // what was released has none by the day
  const rateAt = first + ROWS.incidents + gap;
  const top = { incidents: first, rate: rateAt, effort: rated ? rateAt + ROWS.rate + gap : rateAt };
  const height = top.effort + ROWS.effort + FOOT;
  const most = (value: (day: HoldingDay) => number | null | undefined) => Math.max(1, ...days.map((day) => value(day) ?? 0));
  const scale = {
    incidents: most((day) => day.incidents),
    rate: most((day) => Math.min(day.rate_high_milli ?? 0, 3 * (day.rate_milli ?? 0) + 1)),
    effort: Math.max(60, most((day) => day.observer_minutes)),
  };
  const bar = (at: number, row: Row, value: number, from: number, kind: string) => {
    const tall = (value / scale[row]) * ROWS[row];
    const below = (from / scale[row]) * ROWS[row];
    return tall > 0 ? (
      <rect key={`${kind} ${at}`} class={kind} x={x(at) + 0.5} width={Math.max(wide - 1, 0.8)} y={top[row] + ROWS[row] - below - tall} height={tall} />
    ) : null;
  };
  const axis = (row: Row, name: string, unit: number) => {
    const lines = inLines(name);
    return (
      <g>
        <text class="row-name">
          {lines.map((line, n) => (
            <tspan key={line} x={0} y={top[row] - 10 - (lines.length - 1 - n) * LINE}>
              {line}
            </tspan>
          ))}
        </text>
        {ticksTo(scale[row] / unit, row === "effort" ? 2 : 4, row === "incidents").map((value) => {
          const y = top[row] + ROWS[row] * (1 - (value * unit) / scale[row]);
          return (
            <g key={value}>
              <path class={value ? "grid" : "base"} d={`M${left} ${y} H${width}`} />
              <text class="tick" x={left - 5} y={y + 4} text-anchor="end">
                {words.number(value, 2)}
              </text>
            </g>
          );
        })}
      </g>
    );
  };
  const step = daysApart(days.length, dates);
  const dated = days.flatMap((_, at) => (at % step === 0 && x(at) + 40 < width ? [at] : []));
  const nearest = (event: PointerEvent) => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect();
    const at = Math.floor((((event.clientX - box.left) / box.width) * width - left) / wide);
    setRead(at >= 0 && at < days.length ? at : null);
  };
  const last = days.length - 1;
  return (
    <figure class="days-figure">
      <ChartKey rated={rated} days={days} alarms={alarms} changes={changes} />
      <svg
        class={narrow ? "day-chart day-chart-narrow" : "day-chart"}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={words.say("holding.chart")}
        onPointerMove={nearest}
        onPointerDown={nearest}
      >
        {days.map((day, at) => day.in_force && <rect key={day.day} class="band" x={x(at)} width={wide + 0.5} y={14} height={height - 14 - FOOT} />)}
        {axis("incidents", words.say("holding.row_incidents"), 1)}
        {days.flatMap((day, at) => {
          const rest = day.incidents - day.breaches - day.undetermined;
          return [
            bar(at, "incidents", day.breaches, 0, "bar-breach"),
            bar(at, "incidents", day.undetermined, day.breaches, "bar-open"),
            bar(at, "incidents", Math.max(rest, 0), day.breaches + day.undetermined, "bar-rest"),
          ];
        })}
        {rated && axis("rate", words.say("holding.row_rate"), 1000)}
        {days.map((day, at) => rateMark(day, x(at) + wide / 2, top.rate, ROWS.rate, scale.rate))}
        {axis("effort", words.say("holding.row_effort"), 60)}
        {days.map((day, at) => bar(at, "effort", day.observer_minutes ?? 0, 0, "bar-effort"))}
        {days.map((day, at) =>
          alarms.includes(day.day) ? (
            <path key={day.day} class="alarm" d={`M${x(at) + wide / 2} 12 l6 -10 h-12 Z`}>
              <title>{words.say("holding.alarm", { day: words.date(day.day) })}</title>
            </path>
          ) : changes.includes(day.day) ? (
            <path key={day.day} class="change" d={`M${x(at)} 4 V${height - FOOT}`}>
              <title>{words.say("holding.change", { day: words.date(day.day) })}</title>
            </path>
          ) : null,
        )}
        {dated.map((at) => (
          <g key={at}>
            <path class="base" d={`M${x(at)} ${height - FOOT} v4`} />
            <text class="tick" x={x(at)} y={height - 7} text-anchor={at ? "middle" : "start"}>
              {words.shortDate(days[at]!.day)}
            </text>
          </g>
        ))}
        {read !== null && <path class="reading" d={`M${x(read) + wide / 2} 14 V${height - FOOT}`} />}
      </svg>
      <label class="day-slider" style={{ paddingLeft: `${(100 * left) / width}%` }}>
        <span class="unseen">{words.say("holding.read_day")}</span>
        <input
          type="range"
          min={0}
          max={last}
          value={read ?? last}
          aria-valuetext={days.length ? dayInWords(days[read ?? last]!, words) : ""}
          onInput={(event) => setRead(Number(event.currentTarget.value))}
        />
      </label>
      <p class="day-read">{days.length > 0 && (read === null ? words.say("holding.read_hint") : dayInWords(days[read]!, words))}</p>
      <figcaption>{words.say("holding.chart_note")}</figcaption>
    </figure>
  );
}

/** What the marks mean, each beside the mark itself: only those that are drawn. */
function ChartKey({ rated, days, alarms, changes }: DayChartProps & { readonly rated: boolean }) {
  const words = useWords();
  const named: readonly (readonly [string, string, boolean])[] = [
    ["key-breach", words.say("holding.key_breach"), true],
    ["key-open", words.say("holding.key_open"), true],
    ["key-rest", words.say("holding.key_rest"), true],
    ["key-rate", words.say("holding.key_rate"), rated],
    ["key-effort", words.say("holding.key_effort"), true],
    ["key-force", words.say("holding.key_force"), days.some((day) => day.in_force)],
    ["key-alarm", words.say("holding.key_alarm"), alarms.length > 0],
    ["key-change", words.say("holding.key_change"), changes.length > 0],
  ];
  return (
    <ul class="chart-key">
      {named.map(
        ([mark, name, drawn]) =>
          drawn && (
            <li key={mark}>
              <span class={`key-mark ${mark}`} aria-hidden="true" />
              {name}
            </li>
          ),
      )}
    </ul>
  );
}

/** One day of the chart, in words. */
function dayInWords(day: HoldingDay, words: Words): string {
  const { rate_milli: rate, rate_low_milli: low, rate_high_milli: high } = day;
  const perHundred = (milli: number) => words.number(milli / 1000, 1);
  const told = [
    words.say("situation.count", {}, day.incidents),
    words.say("holding.breaches", {}, day.breaches),
    words.say("holding.undetermined", {}, day.undetermined),
    day.observer_minutes === null ? words.say("holding.unwatched") : words.say("holding.watched", {}, Math.round(day.observer_minutes / 60)),
    typeof rate === "number" && typeof low === "number" && typeof high === "number"
      ? words.say("holding.read_rate", { rate: perHundred(rate), low: perHundred(low), high: perHundred(high) })
      : "",
  ];
  return `${words.date(day.day)}: ${told.filter(Boolean).join(" · ")}`;
}

const PHONE = "(max-width: 40rem)";

function useNarrow(): boolean {
  const [narrow, set] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const screen = matchMedia(PHONE);
    const look = () => set(screen.matches);
    screen.addEventListener("change", look);
    return () => screen.removeEventListener("change", look);
  }, []);
  return narrow;
}

/** A day's rate with its interval. A day without effort has none: nothing was seen because nobody looked. */
function rateMark(day: HoldingDay, x: number, top: number, tall: number, scale: number) {
  const { rate_milli: rate, rate_low_milli: low, rate_high_milli: high } = day;
  if (rate === null || rate === undefined) return null;
  const y = (value: number) => top + tall - (Math.min(value, scale) / scale) * tall;
  return (
    <g key={day.day}>
      {low !== null && low !== undefined && high !== null && high !== undefined && <path class="whisker" d={`M${x} ${y(low)} V${y(high)}`} />}
      <circle class="rate-dot" cx={x} cy={y(rate)} r={2.6} />
    </g>
  );
}
