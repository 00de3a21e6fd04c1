import type { AuditPoint, Claim } from "../api/claims.ts";

/** What one claimant says of one party over one window: the whole, its parts, and what the audit says of them alone. */
export interface Statement {
  readonly key: string;
  readonly claimant: string;
  readonly against: string;
  readonly start_s: number;
  readonly end_s: number;
  readonly claims: readonly Claim[];
  readonly points: readonly AuditPoint[];
}

export interface Told {
  readonly statements: readonly Statement[];
  /** Points that rest on more than one statement. */
  readonly across: readonly AuditPoint[];
}

/** Claims gathered by statement, the newest first; a point stands with the one statement that it is about. */
export function statementsOf(claims: readonly Claim[], audit: readonly AuditPoint[]): Told {
  const rows = new Map<string, Claim[]>();
  const keyOf = new Map<string, string>();
  for (const claim of claims) {
    const key = [claim.claimant, claim.against, claim.window_start_s, claim.window_end_s].join("\n");
    keyOf.set(claim.claim_id, key);
    rows.set(key, [...(rows.get(key) ?? []), claim]);
  }
  const points = new Map<string, AuditPoint[]>();
  const across: AuditPoint[] = [];
  for (const point of audit) {
    const keys = new Set(point.claims.map((id) => keyOf.get(id)));
    const [only] = keys;
    if (keys.size === 1 && only !== undefined) points.set(only, [...(points.get(only) ?? []), point]);
    else across.push(point);
  }
  const statements = [...rows].map(([key, own]): Statement => {
    const first = own[0] as Claim;
    return {
      key,
      claimant: first.claimant,
      against: first.against,
      start_s: first.window_start_s,
      end_s: first.window_end_s,
      claims: inOrder(own),
      points: points.get(key) ?? [],
    };
  });
  statements.sort((x, y) => y.end_s - x.end_s || y.start_s - x.start_s || (x.key < y.key ? -1 : 1));
  return { statements, across };
}

/** The whole first, then its parts by size, each followed by its own parts. */
function inOrder(claims: readonly Claim[]): readonly Claim[] {
  const names = new Set(claims.map(({ category }) => category));
  const under = (parent: string | null, path: readonly string[]): Claim[] =>
    claims
      .filter((one) => (one.parent !== null && names.has(one.parent) ? one.parent : null) === parent && !path.includes(one.category))
      .sort((x, y) => y.count - x.count || (x.category < y.category ? -1 : 1))
      .flatMap((one) => [one, ...(under(one.category, [...path, one.category]))]);
  const found = [...new Set(under(null, []))];
  return [...found, ...claims.filter((one) => !found.includes(one))];
}

/** How many wholes a claim is a part of. */
export function depthOf(claim: Claim, claims: readonly Claim[]): number {
  let depth = 0;
  let parent = claim.parent;
  const seen = new Set<string>([claim.category]);
  while (parent !== null && !seen.has(parent)) {
    seen.add(parent);
    const found = claims.find(({ category }) => category === parent);
    if (!found) break;
    depth += 1;
    parent = found.parent;
  }
  return depth;
}
