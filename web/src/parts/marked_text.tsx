import type { EvidenceText } from "../api/detail.ts";
import { useWords } from "../words/words.ts";
import { segments } from "./segments.ts";

interface MarkedTextProps {
  readonly text: EvidenceText;
  readonly kinds: ReadonlySet<string>;
}

/** A text with the words marked that were read; those that made an observation of this incident stand out. */
export function MarkedText({ text, kinds }: MarkedTextProps) {
  const words = useWords();
  const shown = text.marks.filter((mark) => mark.observation_id !== null || kinds.has(mark.kind));
  return (
    <article class="document">
      <h3>{text.title}</h3>
      <p class="document-facts">
        {[text.published, text.language && words.name("language", text.language), text.filename].filter(Boolean).join(" · ")}
      </p>
      <div class="document-text" tabIndex={0} role="group" aria-label={text.title} lang={text.language ?? "und"}>
        {segments(text.text, shown).map((segment, at) => {
          if (!segment.marks.length) return segment.words;
          const own = segment.marks.some((mark) => mark.observation_id !== null);
          const named = [...new Set(segment.marks.map((mark) => mark.kind))];
          const title = named.map((kind) => words.name("kind", kind)).join(", ");
          return (
            <mark key={at} class={`${own ? "own" : ""} ${named.map((kind) => `k-${kind}`).join(" ")}`} title={title}>
              {segment.words}
            </mark>
          );
        })}
      </div>
    </article>
  );
}
