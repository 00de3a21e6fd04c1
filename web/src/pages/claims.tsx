import { isExact, type ExactClaims, type ReleasedClaims } from "../api/claims.ts";
import { statementsOf, type Statement } from "../claims/statements.ts";
import { Chip } from "../parts/chip.tsx";
import { Points, StatementCard } from "../parts/claim_statement.tsx";
import { Filters, Pick } from "../parts/filters.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { addressOf } from "../router/url.ts";
import { useAsked } from "../state/asked.ts";
import { useGet } from "../state/get.ts";
import { useMission } from "../state/mission.ts";
import { useParty } from "../state/party.ts";
import { usePatience } from "../state/patience.ts";
import { useWords } from "../words/words.ts";

/** Days shown at first; the others are one press away. */
const FIRST_DAYS = 5;

/** What each side says of the other in numbers, side by side, and whether each side's figures agree with themselves. */
export default function Claims() {
  const words = useWords();
  const got = usePatience(useGet<ExactClaims | ReleasedClaims>("/v1/claims"));
  return (
    <div class="claims">
      <h1>{words.say("page.claims")}</h1>
      <p>{words.say("claims.about")}</p>
      <Shown got={got}>{(told) => (isExact(told) ? <Exact told={told} /> : <Released told={told} />)}</Shown>
    </div>
  );
}

const VERDICTS = ["consistent", "inconsistent", "cannot_tell"] as const;

function Exact({ told }: { readonly told: ExactClaims }) {
  const words = useWords();
  const [asked, ask] = useAsked();
  const sides = useSides(told.claims.map(({ claimant }) => claimant));
  const all = statementsOf(told.claims, told.audit);
  const wanted = (point: { check: string; verdict: string }) =>
    (!asked["check"] || point.check === asked["check"]) && (!asked["verdict"] || point.verdict === asked["verdict"]);
  const narrowed = Boolean(asked["check"] || asked["verdict"]);
  const statements = all.statements
    .filter((one) => !asked["day"] || words.day(one.end_s) === asked["day"])
    .map((one) => ({ ...one, points: one.points.filter(wanted) }))
    .filter((one) => !narrowed || one.points.length);
  const days = [...new Set(statements.map((one) => words.day(one.end_s)))];
  const shown = asked["all"] ? days : days.slice(0, FIRST_DAYS);
  const most = Math.max(1, ...statements.flatMap(({ claims }) => claims.map(({ count }) => count)));
  const across = all.across.filter(wanted);
  const checks = [...new Set(told.audit.map(({ check }) => check))];
  const everyDay = [...new Set(all.statements.map((one) => words.day(one.end_s)))];
  if (!told.claims.length) return <Empty text={words.say("claims.none")} />;
  return (
    <>
      <Filters>
        <Pick label={words.say("claims.check")} value={asked["check"] ?? ""} options={checks.map((one) => [one, words.name("audit_check", one)])} onPick={(check) => ask({ check })} />
        <Pick label={words.say("claims.verdict")} value={asked["verdict"] ?? ""} options={VERDICTS.map((one) => [one, words.name("audit_verdict", one)])} onPick={(verdict) => ask({ verdict })} />
        <Pick label={words.say("claims.day")} value={asked["day"] ?? ""} options={everyDay.map((one) => [one, one])} onPick={(day) => ask({ day })} />
      </Filters>
      {!days.length && !across.length && <Empty text={words.say("claims.nothing_fits")} />}
      {shown.map((day) => (
        <Day key={day} day={day} sides={sides} most={most} told={told} statements={statements.filter((one) => words.day(one.end_s) === day)} />
      ))}
      {shown.length < days.length && (
        <a href={addressOf("claims", "", { ...asked, all: 1 })}>{words.say("claims.more", {}, days.length - shown.length)}</a>
      )}
      {across.length > 0 && (
        <section>
          <h2>{words.say("claims.across")}</h2>
          <Points points={across} claims={told.claims} />
        </section>
      )}
    </>
  );
}

interface DayProps {
  readonly day: string;
  readonly sides: readonly string[];
  readonly statements: readonly Statement[];
  readonly most: number;
  readonly told: ExactClaims;
}

function Day({ day, sides, statements, most, told }: DayProps) {
  const words = useWords();
  const party = useParty();
  return (
    <section>
      <h2>{words.say("claims.until", { day })}</h2>
      <div class="sides">
        {sides.map((side) => {
          const own = statements.filter(({ claimant }) => claimant === side);
          return (
            <div key={side} class="side">
              <p class="side-name">{words.say("claims.says", { side: party(side) })}</p>
              {own.map((one) => (
                <StatementCard key={one.key} statement={one} most={most} claims={told.claims} />
              ))}
              {!own.length && <p class="empty">{words.say("claims.none_here")}</p>}
            </div>
          );
        })}
      </div>
    </section>
  );
}

function Released({ told }: { readonly told: ReleasedClaims }) {
  const words = useWords();
  const party = useParty();
  const sides = useSides(told.audit.map(({ claimant }) => claimant));
  return (
    <>
      <p>{words.say("claims.released", { day: told.day })}</p>
      <div class="sides">
        {sides.map((side) => (
          <section key={side} class="side">
            <h2>{words.say("claims.says", { side: party(side) })}</h2>
            <ul class="points">
              {told.audit.filter(({ claimant }) => claimant === side).map((point, at) => (
                <li key={at}>
                  <p>
                    <Chip section="audit_verdict" status={point.verdict} /> <b>{words.name("audit_check", point.check)}</b>
                  </p>
                  <p>{point.words}</p>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

/** The parties in the order of the agreement, then whoever else claims something. */
function useSides(claimants: readonly string[]): readonly string[] {
  const parties = useMission()?.parties.map(({ party_id }) => party_id) ?? [];
  const found = new Set(claimants);
  return [...parties.filter((one) => found.has(one)), ...[...found].filter((one) => !parties.includes(one)).sort()];
}
