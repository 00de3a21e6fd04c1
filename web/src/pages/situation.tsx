import { useCallback, useMemo, useState } from "preact/hooks";
import type { Reading } from "../api/client.ts";
import { columnsOf, COLUMNS_TYPE, type Ids } from "../api/columns.ts";
import type { Mission, Settlement } from "../api/types.ts";
import { ordered, chosen as chosenOf, within, type Choice, type Order } from "../map/chosen.ts";
import { incidentsOf, NONE, type Incidents } from "../map/columns.ts";
import type { Drawn } from "../map/chart.ts";
import { watchedHours } from "../map/effort.ts";
import { NO_SHAPES, PARTS, shapesOf, tellsOf, type Part } from "../map/ground.ts";
import { histogram } from "../map/histogram.ts";
import { edges, type Frame } from "../map/mercator.ts";
import { ChosenCard } from "../parts/chosen_card.tsx";
import { Filters, Pick, Search } from "../parts/filters.tsx";
import { GroundKey, GroundWords } from "../parts/ground_key.tsx";
import { IncidentList } from "../parts/incident_list.tsx";
import { Legend } from "../parts/legend.tsx";
import { MapView } from "../parts/map_view.tsx";
import { NothingListed } from "../parts/nothing_listed.tsx";
import { Shown } from "../parts/states.tsx";
import { TimeBrush } from "../parts/time_brush.tsx";
import { go } from "../router/router.ts";
import { addressOf } from "../router/url.ts";
import { useAsked } from "../state/asked.ts";
import { useEffort } from "../state/effort.ts";
import { useGround } from "../state/ground.ts";
import { useGet } from "../state/get.ts";
import { useShortcuts, type Shortcut } from "../state/keys.ts";
import { useMission } from "../state/mission.ts";
import { useNews } from "../state/news.ts";
import { usePatience } from "../state/patience.ts";
import { useAnnounce } from "../state/said.ts";
import { boxOf, zonesOf } from "../state/zones.ts";
import type { Key } from "../words/en/book.ts";
import { useWords } from "../words/words.ts";
import { ahead } from "../words/zone.ts";

const BARS = 120;
const ORDERS: readonly Order[] = ["newest", "oldest", "surest", "vaguest", "nearest_known"];

const INCIDENTS: Reading<Incidents> = { mediaType: COLUMNS_TYPE, read: (bytes) => incidentsOf(columnsOf(bytes)) };

const NO_SETTLEMENTS: readonly Settlement[] = [];

const PLACES = ["known", "unknown"] as const;

/** Where and when what happened, and how surely: map, time, list, one choice for all three, kept in the address. */
export default function Situation() {
  const words = useWords();
  const mission = useMission();
  const announce = useAnnounce();
  const [asked, change] = useAsked();
  const { provision = "", sector = "", q = "" } = asked;
  const answer = useGet("/v1/incidents/map", { provision, sector, q }, INCIDENTS);
  const got = usePatience(answer);
  const incidents = got.value ?? NONE;
  // the first map does not wait for it
  const named = useGet<{ readonly items: readonly Settlement[] }>(got.value || got.problem ? "/v1/mission/settlements" : null);
  const settlements = named.value?.items ?? NO_SETTLEMENTS;
  const [news, setNews] = useState(0);
  // what is told while the answer is still being prepared will be in it
  useNews(["incident", "finding"], ({ ids }) => (answer.problem ? undefined : setNews((old) => old + Math.max(1, ids.length))));

  const choice = useChoice(asked);
  const places = useMemo(() => chosenOf(incidents, choice), [incidents, choice]);
  const ofAllTime = useMemo(
    () => chosenOf(incidents, { ...choice, from: -Infinity, until: Infinity }),
    [incidents, choice.type, choice.status, choice.place],
  );
  const clock = ahead(mission?.zone ?? "UTC", incidents.start[0] ?? 0);
  const bars = useMemo(() => histogram(incidents, ofAllTime, BARS, clock), [incidents, ofAllTime, clock]);
  const effort = useEffort(got.value !== null);
  const hours = useMemo(() => effort && watchedHours(bars, effort), [bars, effort]);
  const [frame, setFrame] = useState<Frame | null>(null);
  const [drawn, setDrawn] = useState<Drawn>({ gathered: false, vague: 0 });
  const order = ORDERS.find((one) => one === asked["sort"]) ?? "newest";
  const everywhere = asked["where"] === "all";
  const rows = useMemo(() => {
    const listed = everywhere || !frame ? places : within(incidents, places, edges(frame));
    return ordered(incidents, listed, order);
  }, [incidents, places, frame, everywhere, order]);

  const nowhere = useMemo(() => rows.reduce((n, at) => n + (Number.isNaN(incidents.x[at]!) ? 1 : 0), 0), [incidents, rows]);
  const part = PARTS.find((one) => one === asked["ground"]) ?? null;
  const ground = useGround(part !== null, choice.from, choice.until);
  const shapes = useMemo(() => {
    const { told } = ground;
    return part && told && (told.exact || tellsOf(told, choice.from, choice.until)) ? shapesOf(told, part) : NO_SHAPES;
  }, [ground.told, part, choice.from, choice.until]);
  const shade = useCallback((one: Part | null) => change({ ground: one ?? "" }), [change]);

  const at = asked["at"] ? incidents.ids.indexOf(asked["at"]) : -1;
  const chosen = at < 0 ? null : at;
  const choose = useCallback(
    (place: number | null) => change({ at: place === null ? "" : (incidents.ids.at(place) ?? "") }),
    [incidents, change],
  );
  useShortcuts(useWalk(rows, chosen, incidents.ids, choose));
  useShortcuts(useShading(part, ground.told?.exact ?? false, shade));
  const shared = useMemo(() => (mission ? { zones: zonesOf(mission), box: boxOf(mission) } : null), [mission]);
  const sectors = mission?.sectors ?? [];
  const span = (from: number, until: number) => change({ from: moment(from), until: moment(until) });
  const renew = () => {
    setNews(0);
    got.again();
    announce(words.say("shell.loading"));
  };

  return (
    <div class="full situation">
      <div class="situation-side">
        <h1>{words.say("page.situation")}</h1>
        {mission && <Choices mission={mission} types={incidents.types} asked={asked} change={change} />}
        <p class="situation-count" aria-live="polite">
          {got.value && words.say("situation.count", {}, rows.length)}
          {nowhere > 0 && <small>{words.say("situation.count_nowhere", {}, nowhere)}</small>}
          {!incidents.complete && <small>{words.say("situation.incomplete", {}, incidents.n)}</small>}
        </p>
        {news > 0 && (
          <p class="situation-news">
            {words.say("shell.news_incident", {}, news)}{" "}
            <button type="button" onClick={renew}>
              {words.say("shell.show_news")}
            </button>
          </p>
        )}
        {part && ground.told && <GroundWords part={part} told={ground.told} from={choice.from} until={choice.until} />}
        <p class="note in-print">{words.say("situation.printed")}</p>
        <Shown got={got}>
          {() =>
            rows.length ? (
              <IncidentList incidents={incidents} rows={rows} chosen={chosen} sectors={sectors} onChoose={choose} />
            ) : (
              <NothingListed elsewhere={places.length} asked={asked} change={change} />
            )
          }
        </Shown>
      </div>
      <div class="situation-map">
        <div class="map-box">
          {shared && (
            <MapView
              {...shared}
              incidents={incidents}
              places={places}
              chosen={chosen}
              ground={shapes}
              settlements={settlements}
              onPick={choose}
              onView={setFrame}
              onDrawn={setDrawn}
            />
          )}
          {chosen !== null && <ChosenCard incidents={incidents} at={chosen} sectors={sectors} onClose={() => choose(null)} />}
        </div>
        <Legend drawn={drawn} statuses={incidents.statuses} named={settlements.length > 0 && mission?.invented === false} />
        <GroundKey part={part} onPart={shade} ground={ground} />
        <TimeBrush
          histogram={bars}
          statuses={incidents.statuses}
          hours={hours}
          from={choice.from}
          until={choice.until}
          onSpan={span}
        />
      </div>
    </div>
  );
}

interface ChoicesProps {
  readonly mission: Mission;
  readonly types: readonly string[];
  readonly asked: Readonly<Record<string, string>>;
  readonly change: (change: Record<string, string>) => void;
}

function Choices({ mission, types, asked, change }: ChoicesProps) {
  const words = useWords();
  const families = useMemo(() => kinds(types), [types]);
  const statuses = ["breach", "undetermined", "no_breach"].map((one) => [one, words.name("status", one)] as const);
  return (
    <details class="choices" open={matchMedia("(min-width: 52rem)").matches}>
      <summary>{words.say("situation.filters")}</summary>
      <Filters>
        <Pick
          id="first-filter"
          label={words.say("situation.type")}
          value={asked["type"] ?? ""}
          options={families.map((type) => [type, words.name("event_type", type)])}
          onPick={(type) => change({ type })}
        />
        <Pick
          label={words.say("situation.status")}
          value={asked["status"] ?? ""}
          options={[...statuses, ["none", words.say("situation.no_finding")]]}
          onPick={(status) => change({ status })}
        />
        <Pick
          label={words.say("situation.provision")}
          value={asked["provision"] ?? ""}
          options={mission.provisions.map((one) => [one.provision_id, one.citation || one.provision_id])}
          onPick={(provision) => change({ provision })}
        />
        <Pick
          label={words.say("situation.sector")}
          value={asked["sector"] ?? ""}
          options={mission.sectors.map((one) => [one.sector_id, one.name])}
          onPick={(sector) => change({ sector })}
        />
        <Pick
          label={words.say("situation.place")}
          value={asked["place"] ?? ""}
          options={PLACES.map((one) => [one, words.say(`situation.place_${one}`)])}
          onPick={(place) => change({ place })}
        />
        <Search label={words.say("situation.words")} value={asked["q"] ?? ""} onSearch={(q) => change({ q })} />
        <Pick
          label={words.say("situation.sort")}
          value={asked["sort"] ?? ""}
          options={ORDERS.slice(1).map((one) => [one, words.say(`situation.sort_${one}` as Key)])}
          onPick={(sort) => change({ sort })}
          none={words.say("situation.sort_newest")}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={asked["where"] !== "all"}
            onChange={(event) => change({ where: event.currentTarget.checked ? "" : "all" })}
          />
          {words.say("situation.only_in_view")}
        </label>
      </Filters>
    </details>
  );
}

/** The types at hand with their families, in the order of the taxonomy. */
function kinds(types: readonly string[]): readonly string[] {
  return [...new Set(types.flatMap((type) => [type.split(".")[0]!, type]))].sort();
}

function useChoice(asked: Readonly<Record<string, string>>): Choice {
  const { from = "", until = "", type = "", status = "", place = "" } = asked;
  return useMemo(
    () => ({ from: seconds(from, -Infinity), until: seconds(until, Infinity), type, status, place }),
    [from, until, type, status, place],
  );
}

function seconds(words: string, otherwise: number): number {
  const found = Date.parse(words) / 1000;
  return Number.isFinite(found) ? found : otherwise;
}

const moment = (time: number): string =>
  Number.isFinite(time) ? new Date(time * 1000).toISOString().replace(/:00\.000Z$/, "Z") : "";

/** e goes through what of watching is shown: by day, by night, by ear where that is told, nothing. */
function useShading(part: Part | null, exact: boolean, shade: (part: Part | null) => void): readonly Shortcut[] {
  return useMemo(() => {
    const turns = [null, ...PARTS.filter((one) => exact || one !== "heard")];
    const next = turns[(turns.indexOf(part) + 1) % turns.length] ?? null;
    return [{ key: "e", does: "situation.key_ground", run: () => shade(next) }];
  }, [part, exact, shade]);
}

/** j and k walk through the list, Enter opens. */
function useWalk(
  rows: Uint32Array,
  chosen: number | null,
  ids: Ids,
  choose: (at: number | null) => void,
): readonly Shortcut[] {
  return useMemo(() => {
    const step = (by: number) => () => {
      const at = chosen === null ? -1 : rows.indexOf(chosen);
      const next = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)];
      if (next !== undefined) choose(next);
    };
    const id = chosen === null ? undefined : ids.at(chosen);
    return [
      { key: "j", does: "situation.key_next", run: step(1) },
      { key: "k", does: "situation.key_before", run: step(-1) },
      { key: "o", does: "situation.key_open", run: () => id && go(addressOf("incident", id)) },
      { key: "Escape", does: "situation.key_none", run: () => choose(null) },
      { key: "/", does: "shell.keys_search", run: () => document.getElementById("first-filter")?.focus() },
    ];
  }, [rows, chosen, ids, choose]);
}
