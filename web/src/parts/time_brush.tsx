import { useEffect, useRef, useState } from "preact/hooks";
import { total, type Histogram } from "../map/histogram.ts";
import { lookNow, onLook, strokeOf } from "../map/look.ts";
import { useWords } from "../words/words.ts";
import { daysApart } from "./axis.ts";

/** The strip of observer-hours below the bars. */
const EFFORT_PX = 14;

interface TimeBrushProps {
  readonly histogram: Histogram;
  readonly statuses: readonly string[];
  /** Observer-hours in each span; null where they are not known. */
  readonly hours: readonly number[] | null;
  readonly from: number;
  readonly until: number;
  readonly onSpan: (from: number, until: number) => void;
}

/** How many incidents when, and the span that is chosen: drawn over with the pointer, or moved with two sliders. */
export function TimeBrush({ histogram, statuses, hours, from, until, onSpan }: TimeBrushProps) {
  const words = useWords();
  const { bins, step } = histogram;
  const end = histogram.from + bins.length * step;
  const low = Math.max(0, Math.round((Math.max(from, histogram.from) - histogram.from) / step));
  const high = Math.min(bins.length, Math.round((Math.min(until, end) - histogram.from) / step));
  const span = (a: number, b: number) => {
    const [first, last] = [Math.min(a, b), Math.max(a, b)];
    onSpan(first <= 0 ? -Infinity : histogram.from + first * step, last >= bins.length ? Infinity : histogram.from + last * step);
  };
  const [drawn, setDrawn] = useState<readonly [number, number] | null>(null);
  const mostHours = Math.max(0, ...(hours ?? []));
  const canvas = useBars(histogram, statuses, hours, drawn ?? [low, high]);
  const binAt = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * bins.length;
  };
  const slider = (label: string, value: number, move: (bin: number) => void) => (
    <label>
      <span class="unseen">{label}</span>
      <input
        type="range"
        min={0}
        max={bins.length}
        value={value}
        aria-valuetext={words.moment(histogram.from + value * step)}
        onChange={(event) => move(Number(event.currentTarget.value))}
      />
    </label>
  );
  if (!bins.length) return null;
  return (
    <section class="brush" aria-label={words.say("situation.time")}>
      <canvas
        ref={canvas}
        aria-hidden="true"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrawn([Math.floor(binAt(event)), Math.ceil(binAt(event))]);
        }}
        onPointerMove={(event) => drawn && setDrawn([drawn[0], Math.round(binAt(event))])}
        onPointerUp={() => {
          if (drawn) span(drawn[0], Math.max(drawn[0] + 1, drawn[1]));
          setDrawn(null);
        }}
      />
      <p class="brush-dates" aria-hidden="true">
        {dates(histogram).map((bin) => (
          <span key={bin} style={{ left: `${(100 * bin) / bins.length}%` }}>
            {words.shortDay(histogram.from + bin * step, bins.length * step > YEAR_S)}
          </span>
        ))}
      </p>
      <div class="brush-sliders">
        {slider(words.say("situation.from"), low, (bin) => span(Math.min(bin, high - 1), high))}
        {slider(words.say("situation.until"), high, (bin) => span(low, Math.max(bin, low + 1)))}
      </div>
      <p class="brush-words">
        <span>{words.moment(histogram.from + low * step)}</span>
        <span>
          {words.say("situation.highest", { number: words.number(histogram.highest) })}
          {mostHours > 0 && ` · ${words.say("situation.effort", { number: words.number(mostHours) })}`}
          {(from > -Infinity || until < Infinity) && (
            <button type="button" class="quiet" onClick={() => onSpan(-Infinity, Infinity)}>
              {words.say("situation.all_time")}
            </button>
          )}
        </span>
        <span>{words.moment(histogram.from + high * step)}</span>
      </p>
    </section>
  );
}

const YEAR_S = 366 * 86_400;
/** As many as are told apart on a phone. */
const MOST_DATES = 5;

/** The bins below which a date stands: the same number of whole days apart. */
function dates({ bins, step }: Histogram): readonly number[] {
  const apart = Math.max(1, Math.round((daysApart((bins.length * step) / 86_400, MOST_DATES) * 86_400) / step));
  return bins.flatMap((_, at) => (at % apart === 0 && at < bins.length * 0.93 ? [at] : []));
}

/** The bars, drawn: as wide as the page, faded outside of what is chosen. */
function useBars(
  histogram: Histogram,
  statuses: readonly string[],
  hours: readonly number[] | null,
  [low, high]: readonly [number, number],
) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const place = canvas.current;
    if (!place) return;
    const draw = () => drawBars(place, histogram, statuses, hours, Math.min(low, high), Math.max(low, high));
    draw();
    const sized = new ResizeObserver(draw);
    sized.observe(place);
    const stop = onLook(draw);
    return () => {
      sized.disconnect();
      stop();
    };
  }, [histogram, statuses, hours, low, high]);
  return canvas;
}

function drawBars(
  place: HTMLCanvasElement,
  histogram: Histogram,
  statuses: readonly string[],
  hours: readonly number[] | null,
  low: number,
  high: number,
): void {
  const look = lookNow();
  const sharp = devicePixelRatio;
  const { clientWidth: width, clientHeight: whole } = place;
  const height = hours ? whole - EFFORT_PX - 2 : whole;
  place.width = width * sharp;
  place.height = whole * sharp;
  const pen = place.getContext("2d");
  if (!pen || !histogram.highest) return;
  pen.scale(sharp, sharp);
  const wide = width / histogram.bins.length;
  const most = Math.max(1, ...(hours ?? []));
  histogram.bins.forEach((bin, at) => {
    pen.globalAlpha = at >= low && at < high ? 1 : 0.25;
    let y = height;
    bin.forEach((count, code) => {
      const tall = (count / histogram.highest) * (height - 2);
      pen.fillStyle = strokeOf(statuses[code] ?? "", look).colour;
      pen.fillRect(at * wide, y - tall, Math.max(wide - 1, 0.7), tall);
      y -= tall;
    });
    if (total(bin) && height - y < 1) pen.fillRect(at * wide, height - 1, Math.max(wide - 1, 0.7), 1);
    const watched = ((hours?.[at] ?? 0) / most) * EFFORT_PX;
    pen.fillStyle = look.effort;
    pen.fillRect(at * wide, whole - watched, Math.max(wide - 1, 0.7), watched);
  });
}
