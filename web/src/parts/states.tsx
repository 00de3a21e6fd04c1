import type { ComponentChildren } from "preact";
import type { Got } from "../state/get.ts";
import { may, signedIn, useDoor } from "../state/session.ts";
import { useWords } from "../words/words.ts";
import { whatHappened } from "./refusal.tsx";
import { SignIn } from "./sign_in.tsx";

export function Loading() {
  const words = useWords();
  return (
    <p class="loading" aria-busy="true">
      {words.say("shell.loading")}
    </p>
  );
}

export function Empty({ text }: { readonly text?: string }) {
  const words = useWords();
  return <p class="empty">{text ?? words.say("shell.empty")}</p>;
}

interface NoticeProps {
  readonly title: string;
  readonly text: string;
  /** Where to go from there. */
  readonly children?: ComponentChildren;
}

export function Notice({ title, text, children }: NoticeProps) {
  return (
    <section class="notice">
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </section>
  );
}

interface ShownProps<T> {
  readonly got: Got<T>;
  /** The heading of a page whose own heading is in the answer, until that is there. */
  readonly title?: string;
  readonly children: (value: T) => ComponentChildren;
}

/** Shows what came; while it is on its way, that; and when it was refused, why and what to do. */
export function Shown<T>({ got, title, children }: ShownProps<T>) {
  return (
    <>
      {title && got.value === null && <h1>{title}</h1>}
      {got.problem && <Refused got={got} />}
      {got.value !== null ? children(got.value) : got.loading && <Loading />}
    </>
  );
}

function Refused<T>({ got }: { readonly got: Got<T> }) {
  const words = useWords();
  const { session } = useDoor();
  const problem = got.problem;
  if (!problem) return null;
  if (problem.status === 403 && !may(session, "read observation held"))
    return (
      <div class="waiting" role="status">
        <p>
          <strong>{words.say("shell.nothing_released")}</strong> {words.say("shell.nothing_released_words")}
        </p>
        {!signedIn(session) && <SignIn />}
      </div>
    );
  const detail = problem.unreachable ? words.say("shell.unreachable") : problem.message;
  const advice = problem.unreachable ? words.say("shell.unreachable_advice") : problem.advice;
  return (
    <div class="problem" role="alert">
      <p>
        <strong>{whatHappened(problem, words)}</strong> {detail} {problem.where && <code>{problem.where}</code>}
      </p>
      {advice && (
        <p>
          {words.say("shell.problem_advice")}: {advice}
        </p>
      )}
      <button type="button" onClick={got.again}>
        {words.say("shell.again")}
      </button>
    </div>
  );
}
