import type { Lack } from "../outbox/checked.ts";
import type { Sight } from "../outbox/draft.ts";
import { useOutbox } from "../state/outbox.ts";
import { namesIn } from "../words/names.ts";
import { useWords } from "../words/words.ts";
import { Choice, Field, TextField, TimeField } from "./report_field.tsx";
import { PictureFields } from "./report_pictures.tsx";
import { PlaceFields } from "./report_place.tsx";

interface SightProps {
  readonly report: string;
  readonly number: number;
  readonly sight: Sight;
  readonly lacks: readonly Lack[];
  readonly onChange: (sight: Sight) => void;
  readonly onRemove: () => void;
}

/** Restrictions have fields of their own. */
const KINDS = namesIn("event_type").filter((name) => name !== "restriction");
/** How somebody in the field can know; what sensors and images show comes from them. */
const VERBS = ["saw", "heard", "camera_recorded", "imagery_revealed", "sensor_detected", "followed_up", "corroborated", "was_told"];

/** One observation: what, when, where, how it is known, how many, and the observer's own words. */
export function SightFields({ report, number, sight, lacks, onChange, onRemove }: SightProps) {
  const words = useWords();
  const outbox = useOutbox();
  const remove = () => {
    for (const picture of sight.pictures ?? []) void outbox.dropPicture(report, picture.name);
    onRemove();
  };
  const name = (field: string) => `${sight.id}.${field}`;
  const named = (section: string, names: readonly string[]) => names.map((one) => [one, words.name(section, one)] as const);
  const text = (field: "count" | "killed" | "wounded", note?: string) => (
    <TextField
      name={name(field)}
      label={words.say(`report.${field}`)}
      lacks={lacks}
      inputMode="numeric"
      value={sight[field]}
      onText={(value) => onChange({ ...sight, [field]: value })}
      {...(note ? { note } : {})}
    />
  );
  const time = (field: "at" | "end", note: string) => (
    <TimeField
      name={name(field)}
      label={words.say(`report.${field}`)}
      note={note}
      lacks={lacks}
      value={sight[field]}
      onText={(value) => onChange({ ...sight, [field]: value })}
    />
  );
  return (
    <fieldset class="sight">
      <legend>{words.say("report.sight", { number: words.number(number) })}</legend>
      <div class="fields">
        <Choice
          name={name("type")}
          label={words.say("report.type")}
          none={words.say("report.choose")}
          lacks={lacks}
          value={sight.type}
          options={named("event_type", KINDS)}
          onChoice={(type) => onChange({ ...sight, type })}
        />
        <Choice
          name={name("verb")}
          label={words.say("report.verb")}
          none={words.say("report.choose")}
          lacks={lacks}
          value={sight.verb}
          options={named("verb", VERBS)}
          onChoice={(verb) => onChange({ ...sight, verb })}
        />
        {time("at", words.say("report.at_note"))}
        {time("end", words.say("report.end_note"))}
      </div>
      <PlaceFields
        id={sight.id}
        legend={words.say("report.where")}
        place={sight.place}
        ways={["coordinates", "words", "none"]}
        lacks={lacks}
        onPlace={(place) => onChange({ ...sight, place })}
      />
      <div class="fields">
        {text("count", words.say("report.count_note"))}
        <Choice
          name={name("unit")}
          label={words.say("report.unit")}
          none={words.say("report.unit_own")}
          lacks={lacks}
          value={sight.unit}
          options={named("unit", namesIn("unit").filter((one) => one !== "incident" && one !== "percent"))}
          onChoice={(unit) => onChange({ ...sight, unit })}
        />
        <Choice
          name={name("weapon")}
          label={words.say("report.weapon")}
          none={words.say("shell.not_stated")}
          lacks={lacks}
          value={sight.weapon}
          options={named("weapon", namesIn("weapon"))}
          onChoice={(weapon) => onChange({ ...sight, weapon })}
        />
        {text("killed")}
        {text("wounded")}
      </div>
      <Field name={name("text")} label={words.say("report.text")} note={words.say("report.text_note")} lacks={lacks}>
        {(given) => (
          <textarea
            {...given}
            rows={3}
            maxLength={20_000}
            value={sight.text}
            onInput={(event) => onChange({ ...sight, text: event.currentTarget.value })}
          />
        )}
      </Field>
      <PictureFields
        id={`field-${name("pictures")}`}
        report={report}
        pictures={sight.pictures ?? []}
        onPictures={(pictures) => onChange({ ...sight, pictures })}
      />
      <button type="button" class="quiet" onClick={remove}>
        {words.say("report.sight_remove", { number: words.number(number) })}
      </button>
    </fieldset>
  );
}
