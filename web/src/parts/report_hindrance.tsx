import type { Lack } from "../outbox/checked.ts";
import type { Hindrance } from "../outbox/draft.ts";
import { namesIn } from "../words/names.ts";
import { useWords } from "../words/words.ts";
import { Choice, Field, TimeField } from "./report_field.tsx";

interface HindranceProps {
  readonly number: number;
  readonly hindrance: Hindrance;
  readonly lacks: readonly Lack[];
  readonly onChange: (hindrance: Hindrance) => void;
  readonly onRemove: () => void;
}

/** These are said of sensors and of the watch as a whole, not by an observer. */
const NOT_HERE = ["outage", "denied", "withdrawn", "other"];

/** What kept the observer from watching. */
export function HindranceFields({ number, hindrance, lacks, onChange, onRemove }: HindranceProps) {
  const words = useWords();
  const name = (field: string) => `${hindrance.id}.${field}`;
  return (
    <fieldset class="sight">
      <legend>{words.say("report.hindrance", { number: words.number(number) })}</legend>
      <div class="fields">
        <Choice
          name={name("type")}
          label={words.say("report.hindrance_type")}
          none={words.say("report.choose")}
          lacks={lacks}
          value={hindrance.type}
          options={namesIn("restriction").filter((one) => !NOT_HERE.includes(one)).map((one) => [one, words.name("restriction", one)])}
          onChoice={(type) => onChange({ ...hindrance, type })}
        />
        {(["start", "end"] as const).map((field) => (
          <TimeField
            key={field}
            name={name(field)}
            label={words.say(field === "start" ? "report.from" : "report.until")}
            lacks={lacks}
            value={hindrance[field]}
            onText={(value) => onChange({ ...hindrance, [field]: value })}
          />
        ))}
      </div>
      <Field name={name("reason")} label={words.say("report.hindrance_reason")} lacks={lacks}>
        {(given) => (
          <textarea
            {...given}
            rows={2}
            maxLength={20_000}
            value={hindrance.reason}
            onInput={(event) => onChange({ ...hindrance, reason: event.currentTarget.value })}
          />
        )}
      </Field>
      <button type="button" class="quiet" onClick={onRemove}>
        {words.say("report.hindrance_remove", { number: words.number(number) })}
      </button>
    </fieldset>
  );
}
