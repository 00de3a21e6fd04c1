import { useWords } from "../words/words.ts";

interface SmallMultipleProps {
  readonly name: string;
  readonly detail?: string;
  readonly breaches: readonly number[];
  /** Stacked on the breaches: undetermined ones, or all other incidents. */
  readonly others: readonly number[];
  readonly highest: number;
  readonly days: readonly string[];
  readonly inForce: readonly boolean[];
  /** Where its incidents are listed. */
  readonly to: string;
}

/** One series of days, small, on the same scale as its neighbours. The scale is of square roots: a few are seen beside many. */
export function SmallMultiple({ name, detail, breaches, others, highest, days, inForce, to }: SmallMultipleProps) {
  const words = useWords();
  const wide = 200 / Math.max(breaches.length, 1);
  const tall = (value: number) => 56 * Math.sqrt(value / Math.max(highest, 1));
  const sum = breaches.reduce((a, b) => a + b, 0);
  const rest = others.reduce((a, b) => a + b, 0);
  const top = Math.max(0, ...breaches.map((value, at) => value + (others[at] ?? 0)));
  return (
    <figure class="small-multiple">
      <figcaption>
        <a href={to}>{name}</a>
        {detail && <small>{detail}</small>}
      </figcaption>
      <svg viewBox="0 0 200 58" role="img" aria-label={`${name}: ${words.say("holding.breaches", {}, sum)}, ${words.say("holding.highest_day", { n: words.number(top) })}`} preserveAspectRatio="none">
        {inForce.map((held, at) => held && <rect key={at} class="band" x={at * wide} width={wide + 0.2} y={0} height={57} />)}
        {breaches.map((value, at) => {
          const all = value + (others[at] ?? 0);
          const [whole, part] = [tall(all), all ? (tall(all) * value) / all : 0];
          const place = { x: at * wide, width: Math.max(wide - 0.4, 0.4) };
          return (
            <g key={at}>
              <rect class="bar-rest" {...place} y={57 - whole} height={Math.max(whole - part, 0)} />
              <rect class="bar-breach" {...place} y={57 - part} height={part} />
            </g>
          );
        })}
        <path class="base" d="M0 57.5 H200" />
      </svg>
      {days.length > 0 && (
        <p class="small-dates" aria-hidden="true">
          <span>{words.shortDate(days[0]!)}</span>
          {top > 0 && <span>{words.say("holding.highest_day", { n: words.number(top) })}</span>}
          <span>{words.shortDate(days.at(-1)!)}</span>
        </p>
      )}
      <p>
        {words.say("holding.breaches", {}, sum)}, {words.say("holding.others", {}, rest)}
      </p>
    </figure>
  );
}
