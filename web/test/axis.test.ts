import assert from "node:assert/strict";
import test from "node:test";
import { daysApart, ticksTo } from "../src/parts/axis.ts";

test("marks are round, begin at nought, and none is above the highest", () => {
  assert.deepEqual(ticksTo(7, 4), [0, 2, 4, 6]);
  assert.deepEqual(ticksTo(100, 4), [0, 50, 100]);
  assert.deepEqual(ticksTo(0.33, 3), [0, 0.2]);
  assert.deepEqual(ticksTo(0, 4), [0]);
});

test("what is counted has no halves", () => {
  assert.deepEqual(ticksTo(1, 4, true), [0, 1]);
  assert.deepEqual(ticksTo(3, 4, true), [0, 1, 2, 3]);
});

test("no more dates than there is room for, a week or four apart", () => {
  assert.equal(daysApart(7, 9), 1);
  assert.equal(daysApart(60, 9), 7);
  assert.equal(daysApart(60, 4), 28);
  assert.ok(3_000 / daysApart(3_000, 9) <= 9);
});
