/** One server-sent event. */
export interface Sent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** The whole events of a text, and what is left over for the next piece (WHATWG HTML, server-sent events). */
export function sentIn(text: string): { readonly sent: readonly Sent[]; readonly rest: string } {
  // a carriage return at the end may be the first half of a line end
  const blocks = text.replace(/\r\n|\r(?!$)/g, "\n").split("\n\n");
  const rest = blocks.pop() ?? "";
  return { sent: blocks.map(read).filter((one): one is Sent => one !== null), rest };
}

function read(block: string): Sent | null {
  const fields = { id: "", event: "message", data: [] as string[] };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon === 0) continue; // a comment keeps the line open
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") fields.data.push(value);
    else if (name === "id" || name === "event") fields[name] = value;
  }
  return fields.data.length ? { id: fields.id, event: fields.event, data: fields.data.join("\n") } : null;
}
