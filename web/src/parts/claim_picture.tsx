import type { AuditPoint, Claim } from "../api/claims.ts";
import { useWords } from "../words/words.ts";

interface PictureProps {
  readonly point: AuditPoint;
  readonly claims: readonly Claim[];
}

/** The arithmetic of a point as a small picture; the sentence beside it says the same in words. */
export function ClaimPicture({ point, claims }: PictureProps) {
  const own = point.claims.map((id) => claims.find((one) => one.claim_id === id)).filter((one): one is Claim => one !== undefined);
  if (point.stated !== null) return <Sum point={point} claims={own} />;
  if (new Set(own.map(({ claimant }) => claimant)).size > 1) return null; // bars do not tell whose they are
  if (new Set(own.map((one) => `${one.window_start_s} ${one.window_end_s}`)).size > 1 && own.length <= MOST_WINDOWS) return <Windows claims={own} />;
  return null;
}

const MOST_WINDOWS = 8;

/** The whole above, its parts end to end below, both on one scale; what is over or missing is hatched. */
function Sum({ point, claims }: PictureProps) {
  const words = useWords();
  const stated = point.stated ?? 0;
  const whole = claims.find(({ count, parent }) => count === stated && !claims.some(({ category }) => category === parent));
  const parts = claims.filter((one) => one !== whole).sort((x, y) => y.count - x.count);
  const sum = parts.reduce((total, { count }) => total + count, 0);
  const most = Math.max(stated, sum, 1);
  const share = (count: number) => `${(100 * count) / most}%`;
  return (
    <div class="sum-picture" aria-hidden="true">
      <span class="sum-row">
        <span class="sum-whole" style={{ width: share(stated) }} />
        {stated < sum && <span class="sum-gap" style={{ width: share(sum - stated) }} />}
        <b>{words.number(stated)}</b>
      </span>
      <span class="sum-row">
        {parts.filter(({ count }) => count > 0).map((part) => (
          <span key={part.claim_id} class="sum-part" style={{ width: share(part.count) }} title={`${part.category} ${part.count}`} />
        ))}
        {sum < stated && point.check !== "sub_total" && <span class="sum-gap" style={{ width: share(stated - sum) }} />}
        <b>{words.number(sum)}</b>
      </span>
    </div>
  );
}

/** Each figure over its own time, one under the other. */
function Windows({ claims }: { readonly claims: readonly Claim[] }) {
  const words = useWords();
  const first = Math.min(...claims.map((one) => one.window_start_s));
  const last = Math.max(...claims.map((one) => one.window_end_s));
  const share = (seconds: number) => `${(100 * seconds) / Math.max(last - first, 1)}%`;
  return (
    <div class="sum-picture" aria-hidden="true">
      {claims.map((one) => (
        <span key={one.claim_id} class="sum-row">
          <span style={{ width: share(one.window_start_s - first) }} />
          <span class="sum-part" style={{ width: share(one.window_end_s - one.window_start_s) }} />
          <b>{words.number(one.count)}</b>
        </span>
      ))}
    </div>
  );
}
