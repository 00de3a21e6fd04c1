/** The canonical spelling of a value (RFC 8785): names in the order of their UTF-16 units, numbers as JavaScript's. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const named = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${named.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(",")}}`;
}

/** Every single value with its place, in the order of the canonical JSON: the leaves of the tree over all figures. */
export function figuresOf(value: unknown, place = ""): readonly (readonly [place: string, value: unknown])[] {
  if (typeof value !== "object" || value === null) return [[place, value]];
  const inner = Array.isArray(value)
    ? value.map((one, at) => [String(at), one] as const)
    : Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  if (!inner.length) return [[place, value]];
  return inner.flatMap(([name, one]) => figuresOf(one, `${place}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`));
}
