import type { CaseSheet, ReleasePage, Stage } from "../api/cases.ts";
import type { Page } from "../api/types.ts";
import { Bring } from "../parts/bring.tsx";
import { CaseCard } from "../parts/case_card.tsx";
import { KeyBox } from "../parts/key_box.tsx";
import { Releases } from "../parts/releases.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { useGet } from "../state/get.ts";
import { useNews } from "../state/news.ts";
import { useOwnKey } from "../state/own_key.ts";
import { usePatience } from "../state/patience.ts";
import { may, useDoor } from "../state/session.ts";
import { useWords } from "../words/words.ts";

const STAGES: readonly Stage[] = ["monitoring", "verification", "investigation", "dispute_resolution", "closed"];

/** The commission's room: cases by stage, bulletins that wait for signatures, and the key that signs. */
export default function Commission() {
  const words = useWords();
  const { session } = useDoor();
  const own = useOwnKey();
  const cases = usePatience(useGet<Page<CaseSheet>>("/v1/cases", { limit: 500 }));
  const drafts = usePatience(useGet<ReleasePage>(may(session, "read bulletin proposed") ? "/v1/releases" : null));
  useNews(["case", "bulletin", "release"], () => {
    cases.again();
    drafts.again();
  });
  return (
    <div class="commission">
      <h1>{words.say("page.commission")}</h1>
      <p>{words.say("commission.about")}</p>
      <Shown got={cases}>
        {({ items }) => (items.length ? <Board items={items} /> : <Empty text={words.say("commission.no_cases")} />)}
      </Shown>
      {may(session, "add case proposed", "add case held") && <Bring />}
      {may(session, "read bulletin proposed") && <Releases got={drafts} own={own} />}
      {!session.solo && <KeyBox own={own} />}
    </div>
  );
}

function Board({ items }: { readonly items: readonly CaseSheet[] }) {
  const words = useWords();
  const shown = STAGES.filter((stage) => stage !== "monitoring" || items.some((one) => one.case.stage === stage));
  return (
    <div class="board">
      {shown.map((stage) => {
        const here = items.filter((one) => one.case.stage === stage);
        return (
          <section key={stage} aria-label={words.name("stage", stage)}>
            <h2>
              {words.name("stage", stage)} <span class="count">{words.number(here.length)}</span>
            </h2>
            <ul>
              {here.map((one) => (
                <CaseCard key={one.case.case_id} sheet={one} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
