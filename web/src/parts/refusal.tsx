import type { Problem } from "../api/problem.ts";
import { useWords } from "../words/words.ts";

/** Why something that was sent was not taken, and what to do. */
export function Refusal({ problem }: { readonly problem: Problem | null }) {
  const words = useWords();
  if (!problem) return null;
  return (
    <div class="problem" role="alert">
      <p>{problem.unreachable ? words.say("shell.unreachable") : problem.message}</p>
      {problem.advice && <p>{problem.advice}</p>}
    </div>
  );
}
