/** Forms of one phrase by plural category ("one", "few", "many", "other" …), as Intl.PluralRules names them. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
export type Phrase = string | Forms;
export type Values = Readonly<Record<string, string | number>>;

/** The form for a number; a phrase without forms is the same for all numbers. */
export function formFor(phrase: Phrase, n: number, rules: Intl.PluralRules): string {
  if (typeof phrase === "string") return phrase;
  return phrase[rules.select(n)] ?? phrase.other ?? Object.values(phrase)[0] ?? "";
}

/** `{name}` replaced by its value; a name without a value stays visible, so that a slip is seen. */
export function filled(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
