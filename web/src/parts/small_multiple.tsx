import { useWords } from "../words/words.ts";

interface SmallMultipleProps {
  readonly name: string;
  readonly detail?: string;
  readonly breaches: readonly number[];
  /** Stacked on the breaches: undetermined ones, or all other incidents. */
  readonly others: readonly number[];
  readonly highest: number;
}

/** One series of days, small, on the same scale as its neighbours: what is compared is comparable. */
export function SmallMultiple({ name, detail, breaches, others, highest }: SmallMultipleProps) {
  const words = useWords();
  const wide = 200 / Math.max(breaches.length, 1);
  const tall = (value: number) => (56 * value) / Math.max(highest, 1);
  const sum = breaches.reduce((a, b) => a + b, 0);
  return (
    <figure class="small-multiple">
      <figcaption>
        <b>{name}</b>
        {detail && <small>{detail}</small>}
      </figcaption>
      <svg viewBox="0 0 200 58" role="img" aria-label={`${name}: ${words.say("holding.breaches", {}, sum)}`} preserveAspectRatio="none">
        {breaches.map((value, at) => (
          <g key={at}>
            <rect class="bar-breach" x={at * wide} width={Math.max(wide - 0.4, 0.4)} y={57 - tall(value)} height={tall(value)} />
            <rect class="bar-rest" x={at * wide} width={Math.max(wide - 0.4, 0.4)} y={57 - tall(value) - tall(others[at] ?? 0)} height={tall(others[at] ?? 0)} />
          </g>
        ))}
        <path class="base" d="M0 57.5 H200" />
      </svg>
      <p>{words.say("holding.breaches", {}, sum)}</p>
    </figure>
  );
}
