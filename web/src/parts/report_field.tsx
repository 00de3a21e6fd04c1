import type { ComponentChildren } from "preact";
import type { Lack } from "../outbox/checked.ts";
import { useWords } from "../words/words.ts";

/** What a field of the form is given, so that its label and what it lacks are said with it. */
export interface Given {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string;
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly lacks: readonly Lack[];
  readonly note?: string;
  readonly children: (given: Given) => ComponentChildren;
}

export const idOf = (name: string): string => `field-${name}`;

/** A label, a field, and under it what it still lacks. */
export function Field({ name, label, lacks, note, children }: FieldProps) {
  const words = useWords();
  const lack = lacks.find(({ field }) => field === name);
  const id = idOf(name);
  return (
    <div class={`field ${lack ? "lacking" : ""}`}>
      <label for={id}>{label}</label>
      {children({ id, "aria-invalid": lack !== undefined, "aria-describedby": `${id}-note` })}
      <p id={`${id}-note`} class="field-note">
        {lack ? <strong>{words.say(lack.words)}</strong> : note}
      </p>
    </div>
  );
}

interface TextProps extends Omit<FieldProps, "children"> {
  readonly value: string;
  readonly onText: (value: string) => void;
  readonly inputMode?: "decimal" | "numeric";
}

export function TextField({ value, onText, inputMode, ...field }: TextProps) {
  return (
    <Field {...field}>
      {(given) => (
        <input
          {...given}
          value={value}
          autocomplete="off"
          {...(inputMode ? { inputMode } : {})}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A day and a time, as the mission's clock shows them. */
export function TimeField({ value, onText, ...field }: Omit<TextProps, "inputMode">) {
  return (
    <Field {...field}>
      {(given) => <input {...given} type="datetime-local" value={value} onInput={(event) => onText(event.currentTarget.value)} />}
    </Field>
  );
}

interface ChoiceProps extends Omit<FieldProps, "children"> {
  readonly value: string;
  readonly none: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChoice: (value: string) => void;
}

export function Choice({ value, none, options, onChoice, ...field }: ChoiceProps) {
  return (
    <Field {...field}>
      {(given) => (
        <select {...given} value={value} onChange={(event) => onChoice(event.currentTarget.value)}>
          <option value="">{none}</option>
          {options.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
