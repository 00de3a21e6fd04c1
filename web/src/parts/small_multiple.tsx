import { useWords } from "../words/words.ts";

interface SmallMultipleProps {
  readonly name: string;
  readonly detail?: string;
  readonly breaches: readonly number[];
  /** Stacked on the breaches: undetermined ones, or all other incidents. */
  readonly others: readonly number[];
  readonly highest: number;
}

/** One series of days, small, on the same scale as its neighbours. The scale is of square roots: a few are seen beside many. */
export function SmallMultiple({ name, detail, breaches, others, highest }: SmallMultipleProps) {
  const words = useWords();
  const wide = 200 / Math.max(breaches.length, 1);
  const tall = (value: number) => 56 * Math.sqrt(value / Math.max(highest, 1));
  const sum = breaches.reduce((a, b) => a + b, 0);
  return (
    <figure class="small-multiple">
      <figcaption>
        <b>{name}</b>
        {detail && <small>{detail}</small>}
      </figcaption>
      <svg viewBox="0 0 200 58" role="img" aria-label={`${name}: ${words.say("holding.breaches", {}, sum)}`} preserveAspectRatio="none">
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
      <p>{words.say("holding.breaches", {}, sum)}</p>
    </figure>
  );
}
