import type { AuditPoint, Claim } from "../api/claims.ts";
import { depthOf, type Statement } from "../claims/statements.ts";
import { useParty } from "../state/party.ts";
import type { Key } from "../words/en/book.ts";
import { useWords } from "../words/words.ts";
import { Chip } from "./chip.tsx";
import { ClaimPicture } from "./claim_picture.tsx";

interface StatementProps {
  readonly statement: Statement;
  /** The longest bar of all statements shown: both sides are drawn on one scale. */
  readonly most: number;
  readonly claims: readonly Claim[];
}

/** One statement of one side: over what time, of whom, the whole and its parts, and whether they agree. */
export function StatementCard({ statement, most, claims }: StatementProps) {
  const words = useWords();
  const party = useParty();
  return (
    <article class="statement">
      <h3>{words.say("claims.of", { against: party(statement.against) })}</h3>
      <p class="window">
        {words.period(statement.start_s, statement.end_s)} (
        {words.say("review.hours", {}, Math.round((statement.end_s - statement.start_s) / 3600))})
      </p>
      <table>
        <caption class="unseen">{words.say("claims.figures")}</caption>
        <tbody>
          {statement.claims.map((claim) => (
            <tr key={claim.claim_id} class={`depth-${Math.min(depthOf(claim, statement.claims), 2)}`}>
              <th scope="row">{category(words, claim.category)}</th>
              <td class="claim-bar" aria-hidden="true">
                <span style={{ width: `${(100 * claim.count) / most}%` }} />
              </td>
              <td class="num">{figure(words, claim)}</td>
              <td>{claim.unit ? words.name("unit", claim.unit, claim.count) : words.say("shell.not_stated")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Points points={statement.points} claims={claims} />
    </article>
  );
}

export function Points({ points, claims }: { readonly points: readonly AuditPoint[]; readonly claims: readonly Claim[] }) {
  const words = useWords();
  if (!points.length) return null;
  return (
    <ul class="points">
      {points.map((point, at) => (
        <li key={at}>
          <p>
            <Chip section="audit_verdict" status={point.verdict} /> <b>{words.name("audit_check", point.check)}</b>
          </p>
          <ClaimPicture point={point} claims={claims} />
          <p>{point.words}</p>
        </li>
      ))}
    </ul>
  );
}

const QUALIFIERS: Readonly<Record<string, Key>> = {
  about: "claims.roughly",
  more_than: "claims.more_than",
  less_than: "claims.less_than",
  at_least: "claims.at_least",
  at_most: "claims.at_most",
};

function figure(words: ReturnType<typeof useWords>, { count, qualifier }: Claim): string {
  const number = words.number(count);
  const said = QUALIFIERS[qualifier];
  return said ? words.say(said, { number }) : number;
}

/** A category in the reader's words, as the audit has it; of one that is not known the claimant's own, with blanks. */
const category = (words: ReturnType<typeof useWords>, name: string): string => {
  if (name === "total") return words.say("claims.total");
  const said = words.name("claim_category", name);
  return said === name ? name.replaceAll("_", " ") : said.replace(/^[«“](.*)[»”]$/, "$1");
};
