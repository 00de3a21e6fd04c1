import { useWords } from "../words/words.ts";

/** A status in a word and a colour. */
export function Chip({ status, section = "status" }: { readonly status: string; readonly section?: string }) {
  const words = useWords();
  const said = status === "none" ? words.say("situation.no_finding") : words.name(section, status);
  return <span class={`chip chip-${status}`}>{said}</span>;
}
