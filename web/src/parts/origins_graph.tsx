import type { EvidenceText, IncidentDetail, Pair } from "../api/detail.ts";
import { useWords } from "../words/words.ts";

const WIDTH = 720;
const DOT = 9;

/** Who copied whom: texts on a circle, those of one origin beside each other, and how each two relate. */
export function OriginsGraph({ detail }: { readonly detail: IncidentDetail }) {
  const words = useWords();
  const texts = grouped(detail);
  if (texts.length < 2) return null;
  const height = Math.max(260, texts.length * 34);
  const places = new Map(texts.map((text, at) => [text.item_id, placed(at, texts.length, height)]));
  return (
    <figure class="origins">
      <div class="scroll" tabIndex={0} role="group" aria-label={words.say("incident.origins_graph")}>
        <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={words.say("incident.origins_graph")}>
          {detail.origins.pairs.map((pair) => (
            <Edge key={`${pair.a} ${pair.b}`} pair={pair} places={places} title={words.name("relation", pair.relation)} />
          ))}
          {texts.map((text, at) => {
            const { x, y, right } = placed(at, texts.length, height);
            return (
              <g key={text.item_id}>
                <circle cx={x} cy={y} r={DOT} class="origin-dot" />
                <text x={right ? x + 16 : x - 16} y={y + 4} text-anchor={right ? "start" : "end"} class="origin-name">
                  {short(text.title)}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
      <figcaption>
        <ul class="relations">
          {["copy", "rewrite", "one_origin", "partial", "undetermined"].map((relation) => (
            <li key={relation} class={`relation relation-${relation}`}>
              {words.name("relation", relation)}
            </li>
          ))}
        </ul>
        {words.say("incident.origins_note")}
      </figcaption>
    </figure>
  );
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly right: boolean;
}

/** Texts of one origin next to each other. */
function grouped(detail: IncidentDetail): readonly EvidenceText[] {
  const origin = new Map(detail.origins.items.flatMap((one) => one.items.map((item) => [item, one.origin_id])));
  const key = (text: EvidenceText) => `${origin.get(text.item_id) ?? text.item_id} ${text.item_id}`;
  return [...detail.documents].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function placed(at: number, of: number, height: number): Spot {
  const angle = (2 * Math.PI * (at + 0.5)) / of - Math.PI / 2;
  const [x, y] = [WIDTH / 2 + 110 * Math.cos(angle), height / 2 + (height / 2 - 24) * Math.sin(angle)];
  return { x, y, right: x >= WIDTH / 2 };
}

const APART: ReadonlySet<string> = new Set(["independent", "two_origins"]);

/** Independent texts have no line: what is drawn is what makes fewer witnesses of them. */
function Edge({ pair, places, title }: { readonly pair: Pair; readonly places: ReadonlyMap<string, Spot>; readonly title: string }) {
  const [a, b] = [places.get(pair.a), places.get(pair.b)];
  if (!a || !b || APART.has(pair.relation)) return null;
  return (
    <line x1={a.x} y1={a.y} x2={b.x} y2={b.y} class={`edge edge-${pair.relation}`}>
      <title>{title}</title>
    </line>
  );
}

const short = (name: string): string => (name.length > 34 ? `${name.slice(0, 33)}…` : name);
