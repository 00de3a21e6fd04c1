import { useState } from "preact/hooks";
import type { Lack } from "../outbox/checked.ts";
import type { DraftPlace } from "../outbox/draft.ts";
import type { Key } from "../words/en/book.ts";
import { useWords } from "../words/words.ts";
import { PlaceMap } from "./report_place_map.tsx";
import { TextField } from "./report_field.tsx";

interface PlaceProps {
  /** The beginning of the fields' names. */
  readonly id: string;
  readonly legend: string;
  readonly place: DraftPlace;
  readonly ways: readonly DraftPlace["by"][];
  readonly lacks: readonly Lack[];
  readonly onPlace: (place: DraftPlace) => void;
  readonly withRadius?: boolean;
  readonly note?: string;
}

/** A place: by coordinates, which the device can fill in when it is asked to; in words; or none. */
export function PlaceFields({ id, legend, place, ways, lacks, onPlace, withRadius = true, note }: PlaceProps) {
  const words = useWords();
  return (
    <fieldset class="place">
      <legend>{legend}</legend>
      {note && <p class="field-note">{note}</p>}
      <div class="ways">
        {ways.map((way) => (
          <label key={way} class="check">
            <input type="radio" name={`${id}.by`} checked={place.by === way} onChange={() => onPlace({ ...place, by: way })} />
            {words.say(`report.place_${way}`)}
          </label>
        ))}
      </div>
      {place.by === "coordinates" && (
        <div class="fields">
          {(["lat", "lon"] as const).map((axis) => (
            <TextField
              key={axis}
              name={`${id}.${axis}`}
              label={words.say(`report.${axis}`)}
              note={words.say(`report.${axis}_note`)}
              lacks={lacks}
              inputMode="decimal"
              value={place[axis]}
              onText={(typed) => onPlace({ ...place, ...both(axis, typed) })}
            />
          ))}
          {withRadius && (
            <TextField
              name={`${id}.radius_m`}
              label={words.say("report.radius")}
              note={words.say("report.radius_note")}
              lacks={lacks}
              inputMode="numeric"
              value={place.radius_m}
              onText={(radius_m) => onPlace({ ...place, radius_m })}
            />
          )}
          <MyPosition onFound={(found) => onPlace({ ...place, ...found })} />
          {withRadius && <PlaceMap place={place} />}
        </div>
      )}
      {place.by === "words" && (
        <TextField
          name={`${id}.words`}
          label={words.say("report.place_in_words")}
          lacks={lacks}
          value={place.words}
          onText={(said) => onPlace({ ...place, words: said })}
        />
      )}
    </fieldset>
  );
}

/** Two numbers pasted into one field fill both. */
function both(axis: "lat" | "lon", typed: string): Partial<DraftPlace> {
  const pair = /^\s*([+-]?\d+\.\d+)\s*[,;\s]\s*([+-]?\d+\.\d+)\s*$/.exec(typed);
  return pair ? { lat: pair[1] ?? "", lon: pair[2] ?? "" } : { [axis]: typed };
}

/** A satellite position is not better than this, whatever a device says. */
const BEST_M = 20;

function MyPosition({ onFound }: { readonly onFound: (found: Partial<DraftPlace>) => void }) {
  const words = useWords();
  const [state, setState] = useState<Key | null>(null);
  const ask = () => {
    if (!("geolocation" in navigator)) return setState("report.position_none");
    setState("report.position_working");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        onFound({
          lat: coords.latitude.toFixed(6),
          lon: coords.longitude.toFixed(6),
          radius_m: String(Math.max(BEST_M, Math.ceil(coords.accuracy))),
        });
        setState("report.position_found");
      },
      ({ code }) => setState(code === 1 ? "report.position_refused" : "report.position_none"),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 },
    );
  };
  return (
    <div class="my-position">
      <button type="button" onClick={ask} disabled={state === "report.position_working"}>
        {words.say("report.position")}
      </button>
      <p class="field-note" role="status">
        {words.say(state ?? "report.position_note")}
      </p>
    </div>
  );
}
