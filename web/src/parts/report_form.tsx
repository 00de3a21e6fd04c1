import { useEffect, useRef, useState } from "preact/hooks";
import { checked, type Lack } from "../outbox/checked.ts";
import { newHindrance, newSight, type Draft } from "../outbox/draft.ts";
import { localOf } from "../outbox/local_time.ts";
import type { ReportBody } from "../outbox/report.ts";
import { useMission } from "../state/mission.ts";
import { useWords } from "../words/words.ts";
import { Choice, idOf, TextField, TimeField } from "./report_field.tsx";
import { HindranceFields } from "./report_hindrance.tsx";
import { PlaceFields } from "./report_place.tsx";
import { SightFields } from "./report_sight.tsx";

interface FormProps {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly onHand: (draft: Draft, body: ReportBody) => void;
}

const nowS = () => Math.floor(Date.now() / 1000);

/** The form: the watch, what was observed in it, what stood in its way. Nothing is sent that the server would refuse. */
export function ReportForm({ draft, onDraft, onHand }: FormProps) {
  const words = useWords();
  const zone = useMission()?.zone ?? "UTC";
  // what was there when it was to be sent: an observation that is added later is not found fault with at once
  const [asked, setAsked] = useState<ReadonlySet<string> | null>(null);
  const summary = useRef<HTMLDivElement>(null);
  const { lacks, body } = checked(draft, { zone, now_s: nowS() });
  const told = asked ? lacks.filter(({ field }) => !field.includes(".") || asked.has(field.split(".")[0]!)) : [];
  useEffect(() => {
    if (asked) summary.current?.focus();
  }, [asked]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (lacks.length) setAsked(new Set(["watch", ...[...draft.sights, ...draft.hindrances].map(({ id }) => id)]));
    else onHand(draft, body);
  };
  const now = () => localOf(nowS(), zone);
  const replaced = <T extends { id: string }>(all: readonly T[], one: T) => all.map((old) => (old.id === one.id ? one : old));
  return (
    <form class="report-form" noValidate onSubmit={submit}>
      <Watch draft={draft} lacks={told} zone={zone} onDraft={onDraft} />
      <section>
        <h2>{words.say("report.sights")}</h2>
        <p class="note">{words.say("report.sights_note")}</p>
        {draft.sights.map((sight, at) => (
          <SightFields
            key={sight.id}
            report={draft.id}
            number={at + 1}
            sight={sight}
            lacks={told}
            onChange={(one) => onDraft({ ...draft, sights: replaced(draft.sights, one) })}
            onRemove={() => onDraft({ ...draft, sights: draft.sights.filter(({ id }) => id !== sight.id) })}
          />
        ))}
        <button type="button" onClick={() => onDraft({ ...draft, sights: [...draft.sights, newSight(now())] })}>
          {words.say("report.sight_add")}
        </button>
      </section>
      <section>
        <h2>{words.say("report.hindrances")}</h2>
        {draft.hindrances.map((hindrance, at) => (
          <HindranceFields
            key={hindrance.id}
            number={at + 1}
            hindrance={hindrance}
            lacks={told}
            onChange={(one) => onDraft({ ...draft, hindrances: replaced(draft.hindrances, one) })}
            onRemove={() => onDraft({ ...draft, hindrances: draft.hindrances.filter(({ id }) => id !== hindrance.id) })}
          />
        ))}
        <button type="button" onClick={() => onDraft({ ...draft, hindrances: [...draft.hindrances, newHindrance(draft.from)] })}>
          {words.say("report.hindrance_add")}
        </button>
      </section>
      {told.length > 0 && <Lacking lacks={told} box={summary} />}
      <button type="submit">{words.say("report.send")}</button>
    </form>
  );
}

interface WatchProps {
  readonly draft: Draft;
  readonly lacks: readonly Lack[];
  readonly zone: string;
  readonly onDraft: (draft: Draft) => void;
}

function Watch({ draft, lacks, zone, onDraft }: WatchProps) {
  const words = useWords();
  const sectors = useMission()?.sectors ?? [];
  return (
    <section>
      <h2>{words.say("report.watch")}</h2>
      <p class="note">{words.say("report.watch_note", { zone })}</p>
      <div class="fields">
        {(["from", "until"] as const).map((field) => (
          <TimeField
            key={field}
            name={field}
            label={words.say(`report.${field}`)}
            lacks={lacks}
            value={draft[field]}
            onText={(value) => onDraft({ ...draft, [field]: value })}
          />
        ))}
        <Choice
          name="sector"
          label={words.say("report.sector")}
          none={words.say("shell.not_stated")}
          lacks={lacks}
          value={draft.sector}
          options={sectors.map(({ sector_id, name }) => [sector_id, name || sector_id])}
          onChoice={(sector) => onDraft({ ...draft, sector })}
        />
        <TextField
          name="range_m"
          label={words.say("report.range")}
          note={words.say("report.range_note")}
          lacks={lacks}
          inputMode="numeric"
          value={draft.range_m}
          onText={(range_m) => onDraft({ ...draft, range_m })}
        />
      </div>
      <PlaceFields
        id="watch"
        legend={words.say("report.watch_place")}
        note={words.say("report.watch_place_note")}
        place={draft.place}
        ways={["none", "coordinates"]}
        lacks={lacks}
        withRadius={false}
        onPlace={(place) => onDraft({ ...draft, place })}
      />
    </section>
  );
}

function Lacking({ lacks, box }: { readonly lacks: readonly Lack[]; readonly box: { current: HTMLDivElement | null } }) {
  const words = useWords();
  return (
    <div ref={box} class="problem" role="alert" tabIndex={-1}>
      <p>
        <strong>{words.say("report.lacking", {}, lacks.length)}</strong>
      </p>
      <ul>
        {lacks.map(({ field, words: said }) => (
          <li key={field + said}>
            <a href={`#${idOf(field)}`} onClick={(event) => goTo(event, field)}>
              {words.say(said)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function goTo(event: MouseEvent, field: string): void {
  event.preventDefault();
  document.getElementById(idOf(field))?.focus();
}
