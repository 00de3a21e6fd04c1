import { useEffect, useState } from "preact/hooks";
import type { HoldingDay } from "../api/holding.ts";
import { useWords } from "../words/words.ts";

interface DayChartProps {
  readonly days: readonly HoldingDay[];
  readonly alarms: readonly string[];
  readonly changes: readonly string[];
}

/** On a phone it is drawn for its screen, and a row's name takes two lines, which read as one. */
const WIDE = { width: 960, gap: 34, first: 22, inLines: (name: string) => [name] } as const;
const NARROW = { width: 400, gap: 52, first: 38, inLines: (name: string) => name.split(/(?<= )(?=\()/) } as const;
const LINE = 15;
const ROWS = { incidents: 150, rate: 120, effort: 70 } as const;
const LEFT = 8;

/** Incidents, the rate by effort with its interval, and the effort itself: one time axis, a scale for each row. */
export function DayChart({ days, alarms, changes }: DayChartProps) {
  const words = useWords();
  const narrow = useNarrow();
  const { width, gap, first, inLines } = narrow ? NARROW : WIDE;
  const wide = (width - LEFT) / Math.max(days.length, 1);
  const x = (at: number) => LEFT + at * wide;
  const rated = days.some((day) => typeof day.rate_milli === "number"); // what was released has none by the day
  const rateAt = first + ROWS.incidents + gap;
  const top = { incidents: first, rate: rateAt, effort: rated ? rateAt + ROWS.rate + gap : rateAt };
  const height = top.effort + ROWS.effort + 26;
  const most = (read: (day: HoldingDay) => number | null | undefined) => Math.max(1, ...days.map((day) => read(day) ?? 0));
  const scale = {
    incidents: most((day) => day.incidents),
    rate: most((day) => Math.min(day.rate_high_milli ?? 0, 3 * (day.rate_milli ?? 0) + 1)),
    effort: most((day) => day.observer_minutes),
  };
  const bar = (at: number, row: keyof typeof ROWS, value: number, from: number, kind: string) => {
    const tall = (value / scale[row]) * ROWS[row];
    const below = (from / scale[row]) * ROWS[row];
    return tall > 0 ? (
      <rect key={`${kind} ${at}`} class={kind} x={x(at) + 0.5} width={Math.max(wide - 1, 0.8)} y={top[row] + ROWS[row] - below - tall} height={tall} />
    ) : null;
  };
  const rowName = (row: keyof typeof ROWS, name: string) => {
    const lines = inLines(name);
    return (
      <text class="row-name">
        {lines.map((line, n) => (
          <tspan key={line} x={LEFT} y={top[row] - 8 - (lines.length - 1 - n) * LINE}>
            {line}
          </tspan>
        ))}
      </text>
    );
  };
  return (
    <figure>
      <div class="scroll" tabIndex={0} role="group" aria-label={words.say("holding.chart")}>
        <svg class={narrow ? "day-chart day-chart-narrow" : "day-chart"} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words.say("holding.chart")}>
          {days.map((day, at) => day.in_force && <rect key={day.day} class="band" x={x(at)} width={wide + 0.5} y={14} height={height - 36} />)}
          {rowName("incidents", words.say("holding.row_incidents", { most: words.number(scale.incidents) }))}
          {days.flatMap((day, at) => {
            const rest = day.incidents - day.breaches - day.undetermined;
            return [
              bar(at, "incidents", day.breaches, 0, "bar-breach"),
              bar(at, "incidents", day.undetermined, day.breaches, "bar-open"),
              bar(at, "incidents", Math.max(rest, 0), day.breaches + day.undetermined, "bar-rest"),
            ];
          })}
          {rated && rowName("rate", words.say("holding.row_rate", { most: words.number(scale.rate / 1000, 1) }))}
          {days.map((day, at) => rateMark(day, x(at) + wide / 2, top.rate, ROWS.rate, scale.rate))}
          {rowName("effort", words.say("holding.row_effort", { most: words.number(scale.effort / 60) }))}
          {days.map((day, at) => bar(at, "effort", day.observer_minutes ?? 0, 0, "bar-effort"))}
          {days.map((day, at) =>
            alarms.includes(day.day) ? (
              <path key={day.day} class="alarm" d={`M${x(at) + wide / 2} 12 l6 -10 h-12 Z`}>
                <title>{words.say("holding.alarm", { day: words.date(day.day) })}</title>
              </path>
            ) : changes.includes(day.day) ? (
              <path key={day.day} class="change" d={`M${x(at)} 4 V${height - 22}`}>
                <title>{words.say("holding.change", { day: words.date(day.day) })}</title>
              </path>
            ) : null,
          )}
          {[0, Math.floor(days.length / 2), days.length - 1].map((at, turn) => (
            <text key={turn} class="row-name" x={x(at) + (turn === 2 ? wide : 0)} y={height - 6} text-anchor={["start", "middle", "end"][turn]}>
              {days[at] && words.date(days[at].day)}
            </text>
          ))}
        </svg>
      </div>
      <figcaption>{words.say("holding.chart_note")}</figcaption>
    </figure>
  );
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
