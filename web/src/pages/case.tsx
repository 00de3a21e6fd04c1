import { useCallback, useState } from "preact/hooks";
import type { CaseSheet } from "../api/cases.ts";
import { OutcomeChip } from "../parts/case_card.tsx";
import { CaseActs } from "../parts/case_acts.tsx";
import { CaseHistory } from "../parts/case_history.tsx";
import { CaseSubject } from "../parts/case_subject.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { Shown } from "../parts/states.tsx";
import { addressOf } from "../router/url.ts";
import { useGet } from "../state/get.ts";
import { useNews } from "../state/news.ts";
import { useAnnounce } from "../state/said.ts";
import { useSend } from "../state/send.ts";
import { useWords } from "../words/words.ts";
import type { PageProps } from "./pages.ts";

/** One case: what it is about, what was said in it, and what whoever reads it may do. */
export default function CasePage({ id }: PageProps) {
  const words = useWords();
  const path = `/v1/cases/${encodeURIComponent(id)}`;
  const got = useGet<CaseSheet>(path);
  const [newer, setNewer] = useState<CaseSheet | null>(null);
  const sending = useSend();
  const announce = useAnnounce();
  useNews(["case"], () => {
    setNewer(null);
    got.again();
  });
  const act = useCallback(
    async (what: string, body: unknown): Promise<boolean> => {
      const told = await sending.send<CaseSheet>(`${path}/${what}`, body);
      if (told) {
        setNewer(told);
        announce(words.say("commission.entered"));
      }
      return told !== null;
    },
    [path, sending.send, announce, words],
  );
  return (
    <>
      <p>
        <a href={addressOf("commission")}>{words.say("page.commission")}</a>
      </p>
      <Shown got={got} title={words.say("page.case")}>
        {(first) => {
          const sheet = newer ?? first;
          return (
            <article class="case">
              <h1>
                {sheet.incident ? words.name("event_type", sheet.incident.event_type) : words.say("commission.incident_merged")}
              </h1>
              <p>
                {words.name("stage", sheet.case.stage)} <OutcomeChip outcome={sheet.case.outcome} />{" "}
                <code>{sheet.case.case_id}</code>
              </p>
              <CaseSubject sheet={sheet} />
              <CaseHistory sheet={sheet} />
              <Refusal problem={sending.problem} />
              <CaseActs sheet={sheet} working={sending.working} onAct={act} />
            </article>
          );
        }}
      </Shown>
    </>
  );
}
