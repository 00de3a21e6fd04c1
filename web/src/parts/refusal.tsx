import type { Problem } from "../api/problem.ts";
import { useWords, type Words } from "../words/words.ts";

/** In a few words; a detail that the server can say in English alone stands behind them. */
export const whatHappened = (problem: Problem, words: Words): string =>
  `${words.language === "en" || !problem.title ? words.say("shell.problem") : problem.title}:`;

/** Why something that was sent was not taken, and what to do. */
export function Refusal({ problem }: { readonly problem: Problem | null }) {
  const words = useWords();
  if (!problem) return null;
  return (
    <div class="problem" role="alert">
      <p>
        {problem.unreachable ? (
          words.say("shell.unreachable")
        ) : (
          <>
            {words.language !== "en" && <strong>{whatHappened(problem, words)}</strong>} {problem.message}
          </>
        )}
      </p>
      {problem.advice && <p>{problem.advice}</p>}
    </div>
  );
}
