import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../api/problem.ts";
import type { Question, RulingAnswer, Verdict } from "../api/review.ts";
import { decide, moved, seriesOf, told, undone, type Decision, type Series } from "../review/series.ts";
import { useWords } from "../words/words.ts";
import { useClient } from "./client.ts";
import { useAnnounce } from "./said.ts";

export interface Ruling {
  readonly series: Series;
  readonly rule: (verdict: Decision["verdict"], why: string) => void;
  readonly undo: () => void;
  readonly move: (by: number) => void;
  /** What was not taken is said once more, knowing what others have said since. */
  readonly again: (at: number) => void;
}

/** Decisions are shown at once and sent one after the other; what the server does not take stays to be seen. */
export function useRuling(items: readonly Question[], asOf: number): Ruling {
  const client = useClient();
  const words = useWords();
  const announce = useAnnounce();
  const [series, setSeries] = useState(() => seriesOf(items.length));
  const newest = useRef(series);
  newest.current = series;
  const line = useRef<Promise<unknown>>(Promise.resolve());
  const change = useCallback((next: Series) => {
    newest.current = next;
    setSeries(next);
  }, []);
  const send = useCallback(
    (at: number, verdict: Verdict, why: string, seen: number | null) => {
      const two = ruledOn(items[at]);
      if (!two) return;
      const body = { ...two, verdict, why, ...(seen === null ? {} : { seen }) };
      line.current = line.current.then(async () => {
        try {
          await client.send<RulingAnswer>("POST", "/v1/review/rulings", body);
          if (verdict !== "withdrawn") change(told(newest.current, at, { state: "taken" }));
        } catch (reason) {
          if (!(reason instanceof Problem)) throw reason;
          const problem = reason.unreachable ? words.say("shell.unreachable") : [reason.message, reason.advice].filter(Boolean).join(" ");
          change(told(newest.current, at, { state: "refused", problem, overtaken: reason.status === 409 }));
          announce(problem);
        }
      });
    },
    [client, items, change, words, announce],
  );
  useLeaveWarning(series);
  return {
    series,
    rule: (verdict, why) => {
      const at = newest.current.at;
      const old = newest.current.decided.get(at);
      change(decide(newest.current, { verdict, why, state: "sending" }));
      // one's own earlier word does not stand in the way of changing it
      send(at, verdict, why, old?.state === "taken" ? null : asOf);
    },
    undo: () => {
      const back = undone(newest.current);
      if (!back) return;
      change(back.series);
      if (back.decision.state !== "refused") send(back.at, "withdrawn", back.decision.why, null);
      announce(words.say("review.said_undone"));
    },
    move: (by) => change(moved(newest.current, by)),
    again: (at) => {
      const old = newest.current.decided.get(at);
      if (!old) return;
      change(told(newest.current, at, { state: "sending" }));
      send(at, old.verdict, old.why, old.overtaken ? null : asOf);
    },
  };
}

/** The two reports or texts that a question is about. */
function ruledOn(question: Question | undefined): { readonly a: string; readonly b: string } | null {
  if (question?.about === "reports") return { a: question.a.observation_id, b: question.b.observation_id };
  return question?.about === "texts" ? { a: question.pair.a, b: question.pair.b } : null;
}

/** A page with a decision on its way, or one that was not taken, is not closed without a word. */
function useLeaveWarning(series: Series): void {
  const open = [...series.decided.values()].some(({ state }) => state !== "taken");
  useEffect(() => {
    if (!open) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [open]);
}
