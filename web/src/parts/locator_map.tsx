import type { ComponentChildren } from "preact";
import type { Locator } from "../map/locator.ts";
import { useWords } from "../words/words.ts";

/** Units of the drawing across. */
const SIDE = 320;
/** A circle that would be smaller is still seen. */
const SMALLEST = 4;

interface LocatorMapProps {
  readonly locator: Locator;
  /** What its lines mean. */
  readonly children: ComponentChildren;
}

/** One place: its circle, those of reports about it, and the agreement's zones and lines near by. It works without a line, and on paper. */
export function LocatorMap({ locator, children }: LocatorMapProps) {
  const words = useWords();
  const { half, incident, reports, zones, bar } = locator;
  const scale = SIDE / 2 / half;
  return (
    <figure class="locator">
      <svg viewBox={`${-SIDE / 2} ${-SIDE / 2} ${SIDE} ${SIDE}`} role="img" aria-label={words.say("incident.locator", { across: words.distance(2 * half) })}>
        <g transform={`scale(${scale})`}>
          {zones.map(({ kind, name, path }) => (
            <path key={name} class={`locator-${kind === "line" ? "line" : "zone"}`} d={path} vector-effect="non-scaling-stroke">
              <title>{name}</title>
            </path>
          ))}
          {reports.map(({ x, y, r }, at) => (
            <circle key={at} class="locator-report" cx={x} cy={y} r={r} vector-effect="non-scaling-stroke" />
          ))}
          <circle class="locator-incident" cx={incident.x} cy={incident.y} r={Math.max(incident.r, SMALLEST / scale)} vector-effect="non-scaling-stroke" />
        </g>
        {reports.map(({ x, y }, at) => (
          <circle key={at} class="locator-dot" cx={x * scale} cy={y * scale} r={2} />
        ))}
        <g class="locator-scale" transform={`translate(${-SIDE / 2 + 12} ${SIDE / 2 - 12})`}>
          <path d={`M0 -5 V0 H${bar * scale} V-5`} />
          <text x={4} y={-8}>
            {words.distance(bar)}
          </text>
        </g>
        <g class="locator-scale" transform={`translate(${SIDE / 2 - 18} ${-SIDE / 2 + 32})`} aria-hidden="true">
          <path d="M0 0 V-20 M-4 -14 L0 -20 L4 -14" />
        </g>
      </svg>
      <figcaption>{children}</figcaption>
    </figure>
  );
}
