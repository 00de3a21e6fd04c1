import assert from "node:assert/strict";
import test from "node:test";
import { sentIn } from "../src/api/stream.ts";

test("whole events are read, and the rest waits", () => {
  const { sent, rest } = sentIn(': hello\n\nid: 7\nevent: incident\ndata: {"ids":\ndata: ["a"]}\n\nid: 8\ndata: x');
  assert.deepEqual(sent, [{ id: "7", event: "incident", data: '{"ids":\n["a"]}' }]);
  assert.equal(rest, "id: 8\ndata: x");
});

test("an event without data is none", () => {
  assert.deepEqual(sentIn("id: 9\nevent: incident\n\n").sent, []);
});

test("a line end cut in two does not make a new event", () => {
  const first = sentIn("data: a\r");
  assert.deepEqual(first.sent, []);
  assert.deepEqual(sentIn(`${first.rest}\ndata: b\r\n\r\n`).sent.map(({ data }) => data).join(), "a\nb");
});
