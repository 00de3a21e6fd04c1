import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { VERDICTS, type Question, type ReviewKind, type Said } from "../api/review.ts";
import { refused, taken } from "../review/series.ts";
import { useShortcuts, type Shortcut } from "../state/keys.ts";
import { may, useDoor } from "../state/session.ts";
import { useRuling } from "../state/ruling.ts";
import type { Key } from "../words/en/book.ts";
import { useWords } from "../words/words.ts";
import { Texts, Unsure } from "./review_other.tsx";
import { Pair } from "./review_pair.tsx";

interface QueueProps {
  readonly kind: ReviewKind;
  readonly items: readonly Question[];
  readonly asOf: number;
  readonly onMore: () => void;
}

const NO_VERDICTS: (typeof VERDICTS)[ReviewKind] = [];

/** A series: the question that is shown, how far one has come, the reason, and the decisions. */
export function Queue({ kind, items, asOf, onMore }: QueueProps) {
  const words = useWords();
  const { session } = useDoor();
  const [why, setWhy] = useState("");
  const reason = useRef<HTMLInputElement>(null);
  const { series, rule, undo, move, again } = useRuling(items, asOf);
  const verdicts = may(session, "add case held") ? VERDICTS[kind] : NO_VERDICTS;
  const rules = verdicts.length > 0;
  const say = (verdict: Said) => (why.trim() ? rule(verdict, why.trim()) : reason.current?.focus());
  useQueueKeys({ verdicts, say, undo, move });
  const question = items[series.at];
  const decision = series.decided.get(series.at);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // the next question is read out, and the keys go on working
    if (series.order.length && document.activeElement === document.body) card.current?.focus();
  }, [series.at]);
  if (!question) return null;
  return (
    <>
      {rules && (
        <div class="reason-asked">
          <label for="why">{words.say("review.why")}</label>
          <input id="why" ref={reason} value={why} maxLength={2_000} autocomplete="off" onInput={(event) => setWhy(event.currentTarget.value)} onKeyDown={(event) => event.key === "Enter" && card.current?.focus()} />
          <small>{words.say("review.why_note")}</small>
        </div>
      )}
      <Progress at={series.at} size={items.length} taken={rules ? taken(series) : null} />
      {refused(series).map((at) => (
        <Refused key={at} at={at} text={series.decided.get(at)?.problem ?? ""} overtaken={series.decided.get(at)?.overtaken ?? false} onShow={() => move(at - series.at)} onAgain={() => again(at)} />
      ))}
      <article ref={card} class="question" tabIndex={-1} aria-label={words.say("review.question", { number: words.number(series.at + 1) })}>
        {question.about === "reports" && <Pair pair={question} />}
        {question.about === "texts" && <Texts texts={question} />}
        {question.about === "incident" && <Unsure doubtful={question} />}
      </article>
      <div class="decisions">
        {rules && (
          <>
            {verdicts.map(([letter, said]) => (
              <Act key={said} letter={letter} words={`review.${said}`} pressed={decision?.verdict === said} onPress={() => say(said)} />
            ))}
            <Act letter="u" words="review.undo" disabled={!series.order.length} onPress={undo} />
          </>
        )}
        <Act letter="k" words="review.before" disabled={series.at === 0} onPress={() => move(-1)} />
        <Act letter="j" words="review.next" disabled={series.at === items.length - 1} onPress={() => move(1)} />
        {series.decided.size > 0 && (
          <button type="button" class="quiet" onClick={onMore}>
            {words.say("review.more")}
          </button>
        )}
      </div>
      {decision && (
        <p class="note" role="status">
          {words.say(`review.state_${decision.state}`)} {words.say(`review.${decision.verdict}`)}: “{decision.why}”
        </p>
      )}
    </>
  );
}

function Progress({ at, size, taken: done }: { readonly at: number; readonly size: number; readonly taken: number | null }) {
  const words = useWords();
  const label = words.say("review.progress", { at: words.number(at + 1), size: words.number(size) });
  return (
    <p class="progress">
      <progress max={size} value={done ?? at + 1} aria-label={words.say("review.progress_label")} /> <b>{label}</b>
      {done !== null && <span> · {words.say("review.done", {}, done)}</span>}
    </p>
  );
}

interface RefusedProps {
  readonly at: number;
  readonly text: string;
  readonly overtaken: boolean;
  readonly onShow: () => void;
  readonly onAgain: () => void;
}

function Refused({ at, text, overtaken, onShow, onAgain }: RefusedProps) {
  const words = useWords();
  return (
    <div class="problem" role="alert">
      <p>
        {words.say(overtaken ? "review.overtaken" : "review.not_taken", { number: words.number(at + 1) })} {text}
      </p>
      <span class="outbox-acts">
        <button type="button" onClick={onShow}>
          {words.say("review.show")}
        </button>
        <button type="button" onClick={onAgain}>
          {words.say(overtaken ? "review.rule_again" : "shell.again")}
        </button>
      </span>
    </div>
  );
}

interface ActProps {
  readonly letter: string;
  readonly words: Key;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onPress: () => void;
}

function Act({ letter, words: key, pressed, disabled = false, onPress }: ActProps) {
  const words = useWords();
  return (
    <button type="button" disabled={disabled} aria-pressed={pressed} aria-keyshortcuts={letter} onClick={onPress}>
      {words.say(key)} <kbd aria-hidden="true">{letter}</kbd>
    </button>
  );
}

interface Doing {
  readonly verdicts: (typeof VERDICTS)[ReviewKind];
  readonly say: (verdict: Said) => void;
  readonly undo: () => void;
  readonly move: (by: number) => void;
}

function useQueueKeys(doing: Doing): void {
  const now = useRef(doing);
  now.current = doing;
  const { verdicts } = doing;
  useShortcuts(
    useMemo<readonly Shortcut[]>(
      () => [
        ...verdicts.map(([key, said]) => ({ key, does: `review.${said}` as const, run: () => now.current.say(said) })),
        ...(verdicts.length ? [{ key: "u", does: "review.undo", run: () => now.current.undo() } as const] : []),
        { key: "j", does: "review.next", run: () => now.current.move(1) },
        { key: "k", does: "review.before", run: () => now.current.move(-1) },
      ],
      [verdicts],
    ),
  );
}
