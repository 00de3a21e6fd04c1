import { holdingOf, type Holding as Sheet, type Rate, type ReleasedProvision, type ToldHolding } from "../api/holding.ts";
import { DayChart } from "../parts/day_chart.tsx";
import { RateMark } from "../parts/rate_mark.tsx";
import { SmallMultiple } from "../parts/small_multiple.tsx";
import { StackedTable } from "../parts/stacked_table.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { addressOf } from "../router/url.ts";
import { useGet } from "../state/get.ts";
import { usePatience } from "../state/patience.ts";
import { useWords, type Words } from "../words/words.ts";

/** Is it holding? The verdict with its reasons, and the rates behind it with the effort behind them. */
export default function Holding() {
  const words = useWords();
  const got = usePatience(useGet<ToldHolding>("/v1/holding"));
  return (
    <Shown got={got} title={words.say("page.holding")}>
      {(told) => <Answer sheet={holdingOf(told)} />}
    </Shown>
  );
}

function Answer({ sheet }: { readonly sheet: ReturnType<typeof holdingOf> }) {
  const words = useWords();
  const { series } = sheet;
  const shown = { days: series.map(({ day }) => day), inForce: series.map(({ in_force }) => in_force) };
  const changes = [...sheet.changes.map((one) => changed(one, words)), ...sheet.said];
  return (
    <div class="holding">
      <section class={`answer answer-${sheet.verdict}`} aria-labelledby="answer-title">
        <h1 id="answer-title">
          <span class="asks">{words.say("holding.question")}</span> <span class="verdict">{words.name("verdict", sheet.verdict)}</span>
        </h1>
        <p class="meaning">{words.name("verdict_meaning", sheet.verdict)}</p>
        <p>{effect(sheet, words)}</p>
        <div class="because">
          <Sentences title={words.say("holding.why")} items={sheet.reasons} />
          <Sentences title={words.say("holding.changes")} items={changes} />
          <Sentences title={words.say("holding.alarms")} items={sheet.alarms.map(words.date)} />
        </div>
      </section>
      <section class="part" aria-labelledby="days-title">
        <h2 id="days-title">
          {words.say("holding.days")} {series.length > 0 && <small>{words.span(series[0]!.day, series.at(-1)!.day)}</small>}
        </h2>
        <DayChart days={series} alarms={sheet.alarms} changes={sheet.changes.map(({ date }) => date)} />
        <Days sheet={sheet} />
      </section>
      <section class="part" aria-labelledby="rates-title">
        <h2 id="rates-title">{words.say("holding.rates")}</h2>
        {sheet.rates.length ? <Rates rates={sheet.rates} /> : <Empty text={words.say("holding.no_rates")} />}
      </section>
      {sheet.by_sector.length > 0 && (
        <section class="part" aria-labelledby="sectors-title">
          <h2 id="sectors-title">{words.say("holding.by_sector")}</h2>
          <div class="multiples">
            {sheet.by_sector.map((one) => (
              <SmallMultiple
                key={one.sector_id}
                name={one.name}
                to={addressOf("situation", "", { sector: one.sector_id, where: "all" })}
                {...shown}
                breaches={one.breaches}
                others={one.incidents.map((all, at) => all - (one.breaches[at] ?? 0))}
                highest={Math.max(...sheet.by_sector.flatMap(({ incidents }) => incidents))}
              />
            ))}
          </div>
        </section>
      )}
      {sheet.by_provision.length > 0 && (
        <section class="part" aria-labelledby="provisions-title">
          <h2 id="provisions-title">{words.say("holding.by_provision")}</h2>
          <div class="multiples">
            {sheet.by_provision.map((one) => (
              <SmallMultiple
                key={one.provision_id}
                name={one.citation || one.provision_id}
                detail={one.words}
                to={addressOf("situation", "", { provision: one.provision_id, where: "all" })}
                {...shown}
                breaches={one.breaches}
                others={one.undetermined}
                highest={Math.max(...sheet.by_provision.flatMap((each) => each.breaches.map((value, at) => value + (each.undetermined[at] ?? 0))))}
              />
            ))}
          </div>
          <p class="note">{words.say("holding.multiples_note")}</p>
        </section>
      )}
      {sheet.provisions.length > 0 && (
        <section class="part" aria-labelledby="provisions-title">
          <h2 id="provisions-title">{words.say("holding.by_provision")}</h2>
          <Provisions provisions={sheet.provisions} />
        </section>
      )}
    </div>
  );
}

interface SentencesProps {
  readonly title: string;
  readonly items: readonly string[];
}

function Sentences({ title, items }: SentencesProps) {
  return items.length ? (
    <div>
      <h2>{title}</h2>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  ) : null;
}

/** What was released of each clause: numbers of the period, no days. */
function Provisions({ provisions }: { readonly provisions: readonly ReleasedProvision[] }) {
  const words = useWords();
  return (
    <StackedTable
      label={words.say("situation.provision")}
      columns={[
        { title: words.say("situation.provision"), names: true },
        ...(["breach", "undetermined", "no_breach"] as const).map((status) => ({ title: words.name("status", status), numeric: true as const })),
      ]}
      rows={provisions.map(({ provision_id, citation, words: said, ...found }) => ({
        key: provision_id,
        cells: [
          <>
            {citation || provision_id} <small>{said}</small>
          </>,
          words.number(found.breaches),
          words.number(found.undetermined),
          words.number(found.no_breach),
        ],
      }))}
    />
  );
}

function Rates({ rates }: { readonly rates: readonly Rate[] }) {
  const words = useWords();
  // one very wide interval would press all others together: it runs out of its line instead
  const most = Math.max(1, ...rates.map(({ rate_milli: rate, high_milli: high }) => Math.min(high ?? 0, 4 * (rate ?? 0))));
  const drawn = rates.some(({ rate_milli }) => rate_milli !== null);
  return (
    <StackedTable
      label={words.say("holding.rates_note")}
      caption={`${words.say("holding.rates_note")}${drawn ? ` ${words.say("holding.rates_line", { most: thousandths(most, words) })}` : ""}`}
      columns={[
        { title: words.say("holding.period"), names: true },
        { title: words.say("holding.seen"), numeric: true },
        { title: words.say("holding.hours"), numeric: true },
        { title: words.say("holding.rate"), numeric: true },
        { title: words.say("holding.interval"), numeric: true },
        ...(drawn ? [{ title: words.say("holding.line") }] : []),
      ]}
      rows={rates.map((rate) => ({
        key: rate.label,
        cells: [
          rate.label,
          words.number(rate.events ?? rate.incidents ?? 0),
          words.number(rate.observer_minutes / 60),
          thousandths(rate.rate_milli, words),
          rate.low_milli === null ? words.say("shell.not_stated") : `${thousandths(rate.low_milli, words)} – ${thousandths(rate.high_milli, words)}`,
          <RateMark rate={rate.rate_milli} low={rate.low_milli} high={rate.high_milli} most={most} />,
        ],
      }))}
    />
  );
}

function Days({ sheet }: { readonly sheet: Sheet }) {
  const words = useWords();
  return (
    <details>
      <summary>{words.say("holding.numbers")}</summary>
      <StackedTable
        label={words.say("holding.numbers")}
        columns={[
          { title: words.say("holding.day"), names: true },
          { title: `${words.say("incident.findings")}: ${words.name("status", "breach")}`, numeric: true },
          { title: words.name("status", "undetermined"), numeric: true },
          { title: words.say("holding.seen"), numeric: true },
          { title: words.say("holding.hours"), numeric: true },
        ]}
        rows={sheet.series.map((day) => ({
          key: day.day,
          cells: [
            words.date(day.day),
            words.number(day.breaches),
            words.number(day.undetermined),
            words.number(day.incidents),
            day.observer_minutes === null ? words.say("shell.not_stated") : words.number(day.observer_minutes / 60),
          ],
        }))}
      />
    </details>
  );
}

const thousandths = (milli: number | null, words: Words): string =>
  milli === null ? words.say("shell.not_stated") : words.number(milli / 1000, 2);

const changed = (one: Sheet["changes"][number], words: Words): string =>
  words.say("holding.level", {
    day: words.date(one.date),
    from: words.number(one.from_milli / 1000, 1),
    to: words.number(one.to_milli / 1000, 1),
  });

function effect({ effect: found }: Sheet, words: Words): string {
  if (!found || found.ratio_milli === null) return words.say("holding.no_effect");
  const ratio = words.number(found.ratio_milli / 1000, 2);
  if (found.low_milli === null || found.high_milli === null) return words.say("holding.effect_open", { ratio });
  const interval = `${words.number(found.low_milli / 1000, 2)} – ${words.number(found.high_milli / 1000, 2)}`;
  return words.say("holding.effect", { ratio, interval });
}
