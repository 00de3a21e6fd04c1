import type { RivalClaim } from "../api/detail.ts";
import { useWords, type Words } from "../words/words.ts";
import type { Key } from "../words/en/book.ts";

/** Where the reports differ: who says what, each apart, none chosen. */
export function RivalClaims({ claims }: { readonly claims: readonly RivalClaim[] }) {
  const words = useWords();
  return (
    <dl class="rivals">
      {claims.map(({ field, values }) => (
        <div key={field}>
          <dt>{words.say(`incident.field_${field}` as Key)}</dt>
          <dd>
            <ul>
              {values.map(({ value, sources, observations }) => (
                <li key={value}>
                  <b>{said(words, field, value)}</b>{" "}
                  <small>
                    {words.say("incident.reports", {}, observations.length)}: {sources.join(", ")}
                  </small>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const SECTIONS: Readonly<Record<string, string>> = { event_type: "event_type", weapon: "weapon", target: "target" };

const said = (words: Words, field: string, value: string): string => {
  const section = SECTIONS[field];
  return section ? words.name(section, value) : value;
};
