import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { isDetail, type IncidentDetail, type Observation, type ReleasedIncident } from "../api/detail.ts";
import { locatorOf } from "../map/locator.ts";
import { degreesOf } from "../map/whereabouts.ts";
import { Chip } from "../parts/chip.tsx";
import { Evidence } from "../parts/evidence.tsx";
import { FindingCard } from "../parts/finding_card.tsx";
import { Interval, Share } from "../parts/interval.tsx";
import { LocatorMap } from "../parts/locator_map.tsx";
import { OriginsGraph } from "../parts/origins_graph.tsx";
import { Pictures } from "../parts/pictures.tsx";
import { ProofSteps } from "../parts/proof_steps.tsx";
import { RivalClaims } from "../parts/rival_claims.tsx";
import { around, SpanMark } from "../parts/span_mark.tsx";
import { StackedTable } from "../parts/stacked_table.tsx";
import { Shown } from "../parts/states.tsx";
import { ToldFacts } from "../parts/told_facts.tsx";
import { Weights } from "../parts/weights.tsx";
import { addressOf } from "../router/url.ts";
import { useGet } from "../state/get.ts";
import { useMission } from "../state/mission.ts";
import { useNews } from "../state/news.ts";
import { usePatience } from "../state/patience.ts";
import { may, useDoor } from "../state/session.ts";
import type { Key } from "../words/en/book.ts";
import { useWords, type Words } from "../words/words.ts";
import type { PageProps } from "./pages.ts";

/** One incident with everything behind it: evidence, findings and their reasons, rival claims, origins, weights, proof. */
export default function Incident({ id }: PageProps) {
  const words = useWords();
  const got = usePatience(useGet<IncidentDetail | ReleasedIncident>(`/v1/incidents/${encodeURIComponent(id)}`));
  useNews(["incident", "finding"], ({ ids }) => (ids.includes(id) ? got.again() : undefined));
  return (
    <Shown got={got} title={words.say("page.incident")}>
      {(told) => (isDetail(told) ? <Whole detail={told} /> : <Released told={told} />)}
    </Shown>
  );
}

function Whole({ detail }: { readonly detail: IncidentDetail }) {
  const words = useWords();
  const { incident } = detail;
  const { session } = useDoor();
  return (
    <div class="incident">
      <Head detail={detail} />
      <Contents detail={detail} pictures={detail.pictures.length > 0 && may(session, "read evidence held")} />
      <Part name="findings" title={words.say("incident.findings")} empty={!detail.findings.length}>
        {detail.findings.map((finding) => (
          <FindingCard key={finding.finding_id} finding={finding} />
        ))}
      </Part>
      <Part name="evidence" title={words.say("incident.evidence")}>
        <Reports incident={incident} observations={detail.observations} />
        <Evidence detail={detail} />
      </Part>
      {detail.pictures.length > 0 && may(session, "read evidence held") && (
        <Part name="pictures" title={words.say("incident.pictures")}>
          <Pictures pictures={detail.pictures} />
        </Part>
      )}
      <Part name="rival" title={words.say("incident.rival")} empty={!detail.claims.length && !detail.rivals.length}>
        <RivalClaims claims={detail.claims} />
        {detail.rivals.length > 0 && (
          <ul>
            {detail.rivals.map((rival) => (
              <li key={rival.observation_id + rival.rival_incident_id}>
                {words.say("incident.may_belong", { share: words.percent(rival.p_ppm) })}{" "}
                <a href={addressOf("incident", rival.rival_incident_id)}>{rival.rival_incident_id}</a>
              </li>
            ))}
          </ul>
        )}
      </Part>
      <Part name="origins" title={words.say("incident.origins")}>
        <p>{words.say("incident.origins_are", { span: span(incident.origins_min, incident.origins_max, words) })}</p>
        <OriginsGraph detail={detail} />
      </Part>
      <Part name="weights" title={words.say("incident.weights")} empty={!detail.bonds.length} none={detail.observations.length > 1 ? "incident.nothing" : "incident.one_report"}>
        <p class="note">{words.say("incident.weights_note")}</p>
        <Weights bonds={detail.bonds} observations={detail.observations} />
      </Part>
      {detail.rulings.length + detail.text_rulings.length > 0 && (
        <Part name="rulings" title={words.say("incident.rulings")}>
          <ul>
            {detail.rulings.map((ruling) => (
              <li key={ruling.a + ruling.b}>
                {words.say(ruling.same ? "incident.ruled_same" : "incident.ruled_apart", { who: ruling.who })} {ruling.why}
              </li>
            ))}
            {detail.text_rulings.map(({ a, b, verdict, who, why }) => (
              <li key={a + b}>
                {words.say(`incident.ruled_${verdict}`, { who, texts: [a, b].map((item) => titleOf(detail, item)).join(" ↔ ") })} {why}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part name="proof" title={words.say("incident.proof")} empty={!detail.proof.length}>
        <ProofSteps lines={detail.proof} />
      </Part>
    </div>
  );
}

/** What a text is called, where it is one of this incident's. */
const titleOf = (detail: IncidentDetail, item: string): string =>
  detail.documents.find(({ item_id }) => item_id === item)?.title ?? item.slice(0, 12);

function Head({ detail }: { readonly detail: IncidentDetail }) {
  const words = useWords();
  const { incident } = detail;
  const sectors = useMission()?.sectors ?? [];
  const zones = sectors.filter(({ sector_id, kind }) => kind !== "line" && incident.sectors.includes(sector_id)).map(({ name }) => name);
  const locator = useMemo(() => locatorOf(incident, detail.observations, sectors), [incident, detail.observations, sectors]);
  const line = locator?.line;
  return (
    <header class="incident-head">
      <OnMap id={incident.incident_id} />
      <h1>
        {words.name("event_type", incident.event_type)} <Chip status={incident.status ?? "none"} />
      </h1>
      <dl class="meta">
        <Fact name={words.say("incident.when")} value={words.period(incident.start_s, incident.end_s)} />
        <Fact name={words.say("incident.where")} value={where(incident, words)} />
        <Fact name={words.say("situation.sector")} value={zones.join("; ")} />
        {line && <Fact name={words.say("incident.to_line", { line: line.name })} value={`${words.distance(line.metres)} ± ${words.distance(incident.radius_m ?? 0)}`} />}
        <Fact
          name={words.say("incident.told_by")}
          value={[
            words.say("incident.reports", {}, incident.n_observations),
            words.say("incident.sources", {}, incident.n_sources),
            words.say("incident.origins_n", { span: span(incident.origins_min, incident.origins_max, words) }, incident.origins_max),
          ].join(", ")}
        />
        <Fact name={words.say("incident.number")} value={amount(incident.count_low, incident.count_high, incident.count_unit, words)} />
        <Fact name={words.say("incident.killed")} value={amount(incident.killed_low, incident.killed_high, null, words)} />
        <Fact name={words.say("incident.wounded")} value={amount(incident.wounded_low, incident.wounded_high, null, words)} />
        <Fact name={words.say("incident.best")} value={words.name("verb", incident.verb)} />
      </dl>
      {locator && (
        <LocatorMap locator={locator}>
          {words.say("incident.locator_note")} {locator.wider > 0 && words.say("incident.locator_wider", {}, locator.wider)}
        </LocatorMap>
      )}
      <Share ppm={incident.existence_ppm} label={words.say("incident.exists")} />
      <p>
        <code>{incident.incident_id}</code>{" "}
        <button type="button" class="quiet" onClick={() => print()}>
          {words.say("shell.print")}
        </button>
      </p>
    </header>
  );
}

function OnMap({ id }: { readonly id: string }) {
  return (
    <p>
      <a href={addressOf("situation", "", { at: id })}>{useWords().say("incident.on_map")}</a>
    </p>
  );
}

/** What stands below, with how much of it there is: the page is long. */
function Contents({ detail, pictures }: { readonly detail: IncidentDetail; readonly pictures: boolean }) {
  const words = useWords();
  const { findings, claims, rivals, bonds } = detail;
  const parts: readonly (readonly [string, Key, number])[] = [
    ["findings", "incident.findings", findings.length],
    ["evidence", "incident.evidence", detail.observations.length],
    ...(pictures ? ([["pictures", "incident.pictures", detail.pictures.length]] as const) : []),
    ["rival", "incident.rival", claims.length + rivals.length],
    ["origins", "incident.origins", detail.origins.items.length],
    ["weights", "incident.weights", bonds.length],
    ["proof", "incident.proof", 0],
  ];
  return (
    <nav class="contents" aria-label={words.say("incident.contents")}>
      <ul>
        {parts.map(([name, title, n]) => (
          <li key={name}>
            <a href={`#${name}`}>{words.say(title)}</a>
            {n > 0 && <span class="count">{words.number(n)}</span>}
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return value ? (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  ) : null;
}

interface PartProps {
  readonly name: string;
  readonly title: string;
  readonly empty?: boolean;
  /** What is said where there is nothing. */
  readonly none?: Key;
  readonly children: ComponentChildren;
}

function Part({ name, title, empty = false, none = "incident.nothing", children }: PartProps) {
  const words = useWords();
  return (
    <section id={name} class="part" aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>{title}</h2>
      {empty ? <p class="empty">{words.say(none)}</p> : children}
    </section>
  );
}

interface ReportsProps {
  readonly incident: IncidentDetail["incident"];
  readonly observations: readonly Observation[];
}

function Reports({ incident, observations }: ReportsProps) {
  const words = useWords();
  const within = around([incident, ...observations]);
  return (
    <StackedTable
      label={words.say("incident.members")}
      caption={`${words.say("incident.members")}. ${words.say("incident.members_note")}`}
      columns={[
        { title: words.say("incident.source"), names: true },
        { title: words.say("incident.when") },
        { title: words.say("incident.where") },
        { title: words.say("incident.said") },
        { title: words.say("incident.same"), numeric: true },
      ]}
      rows={observations.map((one) => ({
        key: one.observation_id,
        id: one.observation_id,
        cells: [
          <>
            {one.source} <small>{words.name("source_class", one.source_class)}</small>
          </>,
          <>
            {words.period(one.start_s, one.end_s)}
            <SpanMark span={one} held={incident} within={within} />
          </>,
          one.radius_m === null ? words.say("situation.no_place") : [one.place_words, words.say("situation.within", { distance: words.distance(one.radius_m) })].filter(Boolean).join(" "),
          <>
            {words.name("verb", one.verb)}: {words.name("event_type", one.event_type)}
            {one.claimant && ` (${one.claimant})`}
            {one.text && <q class="own-words">{one.text}</q>}
          </>,
          words.percent(one.p_same_ppm),
        ],
      }))}
    />
  );
}

/** What was released of it: coarse, late, and the same for everybody. */
function Released({ told }: { readonly told: ReleasedIncident }) {
  const words = useWords();
  return (
    <div class="incident">
      <header class="incident-head">
        <OnMap id={told.incident.incident_id} />
        <h1>
          {words.name("event_type", told.incident.event_type)} <Chip status={told.status} />
        </h1>
        <p class="note">{words.say("incident.released")}</p>
      </header>
      <ToldFacts incident={told.incident} />
      {told.findings.map((finding) => (
        <article key={finding.finding_id} class="finding">
          <h2>
            <Chip status={finding.status} /> {finding.provision_words}
          </h2>
          <p class="finding-facts">
            <Interval low={finding.belief_ppm} high={finding.plausibility_ppm} label={words.say("incident.support")} />
          </p>
        </article>
      ))}
      <p>
        <a href={addressOf("bulletins")}>{words.say("page.bulletins")}</a>
      </p>
    </div>
  );
}

const span = (low: number, high: number, words: Words): string =>
  low === high ? words.number(low) : `${words.number(low)}–${words.number(high)}`;

function amount(low: number | null, high: number | null, unit: string | null, words: Words): string {
  if (low === null && high === null) return "";
  const told = low === null ? `≤ ${words.number(high!)}` : high === null ? `≥ ${words.number(low)}` : span(low, high, words);
  return unit ? `${told} ${words.name("unit", unit, high ?? low ?? 1)}` : told;
}

function where({ lat_e6, lon_e6, radius_m }: IncidentDetail["incident"], words: Words): string {
  if (lat_e6 === null || lon_e6 === null) return words.say("situation.no_place");
  return `${degreesOf(lat_e6 / 1e6, lon_e6 / 1e6, 4, words)} ${words.say("situation.within", { distance: words.distance(radius_m ?? 0) })}`;
}
