import assert from "node:assert/strict";
import test from "node:test";
import { metresApart } from "../src/review/differs.ts";
import type { FullObservation } from "../src/api/review.ts";
import { decide, moved, refused, seriesOf, taken, told, undone, type Decision } from "../src/review/series.ts";
import { depthOf, statementsOf } from "../src/claims/statements.ts";
import type { AuditPoint, Claim } from "../src/api/claims.ts";

const SAME: Decision = { verdict: "same", state: "sending", why: "one shell" };

test("a decision leads to the next open question, round the end", () => {
  let series = decide(seriesOf(3), SAME);
  assert.equal(series.at, 1);
  series = decide(moved(series, 1), SAME);
  assert.equal(series.at, 1);
  series = decide(series, SAME);
  assert.equal(series.at, 1);
  assert.equal(series.decided.size, 3);
});

test("the last decision is undone first, wherever one is", () => {
  let series = decide(decide(seriesOf(3), SAME), { ...SAME, verdict: "apart" });
  series = moved(series, -5);
  assert.equal(series.at, 0);
  const back = undone(series);
  assert.equal(back?.at, 1);
  assert.equal(back?.decision.verdict, "apart");
  assert.deepEqual(undone(back!.series)?.at, 0);
  assert.equal(undone(seriesOf(2)), null);
});

test("what the server says comes to the decision that it is about; one undone meanwhile stays undone", () => {
  let series = told(decide(seriesOf(2), SAME), 0, { state: "taken" });
  assert.equal(taken(series), 1);
  series = told(decide(series, SAME), 1, { state: "refused", problem: "no" });
  assert.deepEqual(refused(series), [1]);
  assert.equal(told(undone(series)!.series, 1, { state: "taken" }).decided.size, 1);
});

test("places are as far apart as they are, across the date line too", () => {
  const at = (lat: number, lon: number) => ({ lat_e6: lat * 1e6, lon_e6: lon * 1e6 }) as FullObservation;
  assert.ok(Math.abs(metresApart(at(0, 0), at(0, 1))! - 111_195) < 100);
  assert.ok(Math.abs(metresApart(at(0, 179.5), at(0, -179.5))! - 111_195) < 100);
  assert.equal(metresApart(at(0, 0), { lat_e6: null, lon_e6: null } as FullObservation), null);
});

const claim = (change: Partial<Claim>): Claim =>
  ({ claim_id: "c", claimant: "A", against: "B", window_start_s: 0, window_end_s: 10, category: "total", count: 1, parent: null, ...change }) as Claim;

test("claims are gathered by statement, the whole before its parts", () => {
  const claims = [
    claim({ claim_id: "2", category: "heavy", parent: "shelling", count: 2 }),
    claim({ claim_id: "1", category: "shelling", parent: "total", count: 6 }),
    claim({ claim_id: "0", count: 9 }),
    claim({ claim_id: "9", claimant: "B", against: "A", window_end_s: 20 }),
  ];
  const about = (...ids: string[]) => ({ claims: ids }) as unknown as AuditPoint;
  const { statements, across } = statementsOf(claims, [about("0", "1"), about("0", "9")]);
  assert.deepEqual(statements.map(({ claimant, claims: own }) => [claimant, own.map(({ claim_id }) => claim_id)]), [["B", ["9"]], ["A", ["0", "1", "2"]]]);
  assert.deepEqual(statements[1]?.points.length, 1);
  assert.equal(across.length, 1);
  assert.deepEqual(claims.map((one) => depthOf(one, claims)), [2, 1, 0, 0]);
});

test("categories that name each other as parents end", () => {
  const round = [claim({ claim_id: "a", category: "x", parent: "y" }), claim({ claim_id: "b", category: "y", parent: "x" })];
  assert.equal(statementsOf(round, []).statements[0]?.claims.length, 2);
  assert.ok(depthOf(round[0]!, round) < 3);
});
