import { REVIEW_KINDS, type ReviewKind, type ReviewSheet } from "../api/review.ts";
import { Queue } from "../parts/review_queue.tsx";
import { Empty, Shown } from "../parts/states.tsx";
import { addressOf } from "../router/url.ts";
import { useAsked } from "../state/asked.ts";
import { useGet } from "../state/get.ts";
import { usePatience } from "../state/patience.ts";
import { useWords } from "../words/words.ts";

/** As many as one sitting takes. */
const SERIES = 40;

/** What only a person settles, one question after the other, one key a decision. */
export default function Review() {
  const words = useWords();
  const [asked] = useAsked();
  const kind: ReviewKind = REVIEW_KINDS.find((one) => one === asked["kind"]) ?? "duplicates";
  const got = usePatience(useGet<ReviewSheet>("/v1/review", { kind, number: SERIES }));
  const sheet = got.value?.kind === kind ? got.value : null;
  return (
    <div class="review">
      <h1>{words.say("page.review")}</h1>
      <nav class="kinds-of-review" aria-label={words.say("review.kinds")}>
        {REVIEW_KINDS.map((one) => (
          <a key={one} href={addressOf("review", "", { kind: one })} aria-current={one === kind ? "true" : undefined}>
            {words.say(`review.kind_${one}`)}
          </a>
        ))}
      </nav>
      <p>{words.say(`review.about_${kind}`)}</p>
      <Shown got={{ ...got, value: sheet }}>
        {({ items, as_of }) =>
          items.length ? (
            <Queue key={`${kind} ${as_of}`} kind={kind} items={items} asOf={as_of} onMore={got.again} />
          ) : (
            <Empty text={words.say("review.nothing")} />
          )
        }
      </Shown>
    </div>
  );
}
