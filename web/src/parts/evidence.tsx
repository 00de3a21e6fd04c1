import { useState } from "preact/hooks";
import type { IncidentDetail } from "../api/detail.ts";
import { useWords } from "../words/words.ts";
import { MarkedText } from "./marked_text.tsx";
import { StackedTable } from "./stacked_table.tsx";

const FIRST_KINDS = ["event", "time", "place", "quantity"];

/** The texts side by side, with what was read in them marked; and the rows of tables, as they were received. */
export function Evidence({ detail }: { readonly detail: IncidentDetail }) {
  const words = useWords();
  const [kinds, setKinds] = useState<ReadonlySet<string>>(new Set(FIRST_KINDS));
  const all = [...new Set(detail.documents.flatMap((text) => text.marks.map((mark) => mark.kind)))].sort();
  const turn = (kind: string) => {
    const next = new Set(kinds);
    if (!next.delete(kind)) next.add(kind);
    setKinds(next);
  };
  return (
    <>
      {all.length > 0 && (
        <fieldset class="kinds">
          <legend>{words.say("incident.marked")}</legend>
          {all.map((kind) => (
            <label key={kind} class={`kind k-${kind}`}>
              <input type="checkbox" checked={kinds.has(kind)} onChange={() => turn(kind)} /> {words.name("kind", kind)}
            </label>
          ))}
        </fieldset>
      )}
      {detail.documents.length > 0 && (
        <div class="documents" tabIndex={0} role="region" aria-label={words.say("incident.texts")}>
          {detail.documents.map((text) => (
            <MarkedText key={text.item_id} text={text} kinds={kinds} />
          ))}
        </div>
      )}
      {detail.documents_left_out > 0 && <p class="note">{words.say("incident.left_out", {}, detail.documents_left_out)}</p>}
      {detail.rows.length > 0 && (
        <details>
          <summary>
            {words.say("incident.rows")} <span class="count">{words.number(detail.rows.length)}</span>
          </summary>
          <StackedTable
            label={words.say("incident.rows")}
            columns={[
              { title: words.say("incident.source"), names: true },
              { title: words.say("incident.file") },
              { title: words.say("incident.row") },
            ]}
            rows={detail.rows.map((row) => ({
              key: row.observation_id,
              cells: [row.source, words.say("incident.line", { file: row.filename, line: row.line }), <code>{row.words}</code>],
            }))}
          />
        </details>
      )}
    </>
  );
}
