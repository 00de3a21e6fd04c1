import assert from "node:assert/strict";
import test from "node:test";
import { Client } from "../src/api/client.ts";
import { checked, degrees } from "../src/outbox/checked.ts";
import { newDraft, newHindrance, newSight, type Draft } from "../src/outbox/draft.ts";
import { isoOf, localOf, momentOf } from "../src/outbox/local_time.ts";
import { Outbox } from "../src/outbox/outbox.ts";
import { hindrance, LARGEST_BYTES, MOST_PICTURES, namedPicture } from "../src/outbox/pictures.ts";
import type { Queued, Receipt, Shelf } from "../src/outbox/shelf.ts";

const ZONE = "Europe/Kyiv";
const LIMITS = { zone: ZONE, now_s: Date.UTC(2026, 2, 1, 12) / 1000 };

const sight = (change = {}) => ({
  ...newSight("2026-03-01T09:10"),
  type: "fire.explosion",
  verb: "heard",
  place: { by: "coordinates", lat: "48,5", lon: "37.9", radius_m: "300", words: "" } as const,
  ...change,
});
const draft = (change: Partial<Draft> = {}): Draft => ({ ...newDraft("anna"), sights: [sight()], ...change });
const lacking = (one: Draft) => checked(one, LIMITS).lacks.map(({ words }) => words.replace("report.lack_", ""));

test("a clock of the mission becomes a moment, also where it is changed", () => {
  assert.equal(isoOf(momentOf("2026-03-01T09:10", ZONE)!, ZONE), "2026-03-01T09:10:00+02:00");
  assert.equal(isoOf(momentOf("2026-07-01T09:10", ZONE)!, ZONE), "2026-07-01T09:10:00+03:00");
  for (const shown of ["2026-03-29T02:59", "2026-03-29T04:01", "2026-10-25T02:30", "2026-10-25T04:30"])
    assert.equal(localOf(momentOf(shown, ZONE)!, ZONE), shown);
  assert.equal(isoOf(0, "America/St_Johns"), "1969-12-31T20:30:00-03:30");
  assert.equal(momentOf("", ZONE), null);
});

test("a whole report lacks nothing, and says what was written", () => {
  const { lacks, body } = checked(draft({ from: "2026-03-01T08:00", until: "2026-03-01T12:00" }), LIMITS);
  assert.deepEqual(lacks, []);
  assert.deepEqual(body.observations, [
    { type: "fire.explosion", at: "2026-03-01T09:10:00+02:00", lat: 48.5, lon: 37.9, radius_m: 300, verb: "heard" },
  ]);
  assert.equal(body.start, "2026-03-01T08:00:00+02:00");
});

test("what is missing is said, field by field", () => {
  assert.deepEqual(lacking(newDraft("anna")), ["nothing"]);
  assert.deepEqual(lacking(draft({ sights: [sight({ type: "", verb: "" })] })), ["type", "verb"]);
  assert.deepEqual(lacking(draft({ sights: [sight({ at: "2026-03-01T23:00" })] })), ["ahead"]);
  assert.deepEqual(lacking(draft({ sights: [sight({ end: "2026-03-01T09:00" })] })), ["order"]);
  assert.deepEqual(lacking(draft({ sights: [sight({ count: "three" })] })), ["number"]);
  assert.deepEqual(lacking(draft({ from: "2026-03-01T09:00" })), ["time"]);
  assert.deepEqual(lacking(draft({ hindrances: [newHindrance("2026-03-01T09:00")] })), ["restriction", "time"]);
  const nowhere = { by: "coordinates", lat: "91", lon: "", radius_m: "", words: "" };
  assert.deepEqual(lacking(draft({ sights: [sight({ place: nowhere })] })), ["lat", "lon", "radius"]);
});

test("degrees are read with a point or a comma, and nothing else", () => {
  assert.deepEqual(["48.5", "48,5", "-12", "−12", "1e3", "N48", "90.1"].map((typed) => degrees(typed, 90)), [48.5, 48.5, -12, -12, null, null, null]);
});

/** A shelf in memory, and a server that answers as it is told; every request is noted. */
function setting(answers: (path: string, turn: number) => { status: number; body?: unknown } | null) {
  const queue = new Map<string, Queued>();
  const receipts: Receipt[] = [];
  const pictures = new Map<string, ArrayBuffer>();
  const shelf: Shelf = {
    drafts: async () => [],
    queue: async (person) => [...queue.values()].filter((one) => one.person === person).sort((a, b) => a.handed_ms - b.handed_ms),
    receipts: async () => receipts,
    putDraft: async () => {},
    dropDraft: async () => {},
    putPicture: async (one) => void pictures.set(one.id, one.data),
    dropPicture: async (id) => void pictures.delete(id),
    picture: async (id) => (pictures.has(id) ? { id, data: pictures.get(id)! } : undefined),
    hand: async (one) => void queue.set(one.id, one),
    putQueued: async (one) => void queue.set(one.id, one),
    takeBack: async (one) => void queue.delete(one.id),
    settle: async (receipt) => {
      receipts.push(receipt);
      queue.delete(receipt.id);
      for (const id of pictures.keys()) if (id.startsWith(`${receipt.id}/`)) pictures.delete(id);
    },
    wipe: async () => queue.clear(),
    ofOthers: async () => 0,
  };
  const sent: { key: string | null; id: string }[] = [];
  const carried: string[] = [];
  const client = new Client(async (input, init) => {
    const path = String(input);
    if (path === "/v1/observations") {
      const headers = new Headers(init?.headers);
      sent.push({ key: headers.get("Idempotency-Key"), id: (JSON.parse(String(init?.body)) as { report_id: string }).report_id });
    }
    if (path.startsWith("/v1/evidence")) {
      const query = new URLSearchParams(path.split("?")[1]);
      carried.push(`${query.get("connector")} ${query.get("filename")} ${(init?.body as ArrayBuffer).byteLength}`);
    }
    const answer = answers(path, sent.length);
    if (!answer) throw new TypeError("no line");
    return new Response(JSON.stringify(answer.body ?? {}), { status: answer.status });
  });
  return { outbox: new Outbox(client, shelf, (work) => work()), sent, carried, pictures, queue, receipts };
}

const anna = { status: 200, body: { name: "anna", csrf: "c" } };
const taken = { status: 201, body: { sha256: "ab", index: 7, receipt: "note", notes: [], observations: 1 } };

async function handed(outbox: Outbox, count: number): Promise<string[]> {
  await outbox.open("anna");
  const drafts = Array.from({ length: count }, () => draft());
  for (const one of drafts) await outbox.hand(one, checked(one, LIMITS).body);
  return drafts.map(({ id }) => id);
}

test("what waits is sent in order when the line is back, and a lost answer is asked for under the same key", async () => {
  let line = false;
  const { outbox, sent, receipts } = setting((path, turn) =>
    !line ? null : path === "/v1/session" ? anna : turn === 1 ? null : taken,
  );
  const ids = await handed(outbox, 3);
  assert.equal(outbox.held.line, "offline");
  assert.equal(sent.length, 0);
  line = true;
  await outbox.send();
  assert.equal(outbox.held.line, "offline");
  await outbox.send();
  assert.deepEqual(sent.map(({ id }) => id), [ids[0], ...ids]);
  assert.equal(sent[0]?.key, sent[1]?.key);
  assert.equal(new Set(sent.map(({ key }) => key)).size, 3);
  assert.deepEqual(receipts.map(({ id }) => id), ids);
  assert.equal(outbox.held.queue.length, 0);
});

const PICTURES = [
  { name: "p1.jpg", label: "IMG_1.jpg", bytes: 3 },
  { name: "p2.png", label: "two.png", bytes: 5 },
];

async function handedWithPictures(outbox: Outbox): Promise<string> {
  await outbox.open("anna");
  const one = draft({ sights: [sight({ pictures: PICTURES })] });
  for (const { name, bytes } of PICTURES) await outbox.keepPicture(one.id, name, new ArrayBuffer(bytes));
  await outbox.hand(one, checked(one, LIMITS).body);
  return one.id;
}

test("pictures follow their report, and wait with it where the line breaks between them", async () => {
  let breaks = 1;
  const { outbox, sent, carried, pictures, receipts } = setting((path) =>
    path === "/v1/session" ? anna : path.includes("p2.png") && breaks-- > 0 ? null : taken,
  );
  const id = await handedWithPictures(outbox);
  assert.equal(outbox.held.line, "offline");
  assert.equal(outbox.held.queue.length, 1);
  assert.equal(pictures.size, 2);
  await outbox.send();
  assert.deepEqual(carried, ["media p1.jpg 3", "media p2.png 5", "media p1.jpg 3", "media p2.png 5"]);
  assert.equal(sent[0]?.key, sent[1]?.key);
  assert.deepEqual(receipts.map((one) => one.id), [id]);
  assert.equal(pictures.size, 0, "nothing of a report stays but its receipt");
});

test("a picture that the server will not have is told of by the name it has here, and holds up nothing", async () => {
  const { outbox, receipts } = setting((path) =>
    path === "/v1/session" ? anna : path.includes("p1.jpg") ? { status: 422, body: { detail: "no picture", advice: "Send another." } } : taken,
  );
  const id = await handedWithPictures(outbox);
  assert.deepEqual(receipts.map(({ rejected }) => rejected), [1]);
  assert.deepEqual(outbox.held.remarks.get(id), [{ line: 0, field: "IMG_1.jpg", found: "no picture", advice: "Send another.", severity: "rejected" }]);
});

test("what is too large, of another kind, or one too many is not kept", () => {
  const file = { type: "image/jpeg", size: LARGEST_BYTES };
  assert.equal(hindrance(file, 0), null);
  assert.equal(hindrance({ ...file, size: LARGEST_BYTES + 1 }, 0), "report.picture_large");
  assert.equal(hindrance({ ...file, type: "image/heic" }, 0), "report.picture_kind");
  assert.equal(hindrance(file, MOST_PICTURES), "report.picture_many");
  assert.match(namedPicture({ ...file, name: "Olena Ivanenko.jpg" }).name, /^[-0-9a-f]{36}\.jpg$/);
});

test("nothing is sent in the name of somebody else, or of nobody", async () => {
  for (const name of ["bert", ""]) {
    const { outbox, sent, queue } = setting((path) => (path === "/v1/session" ? { status: 200, body: { name, csrf: "" } } : taken));
    await handed(outbox, 1);
    assert.equal(sent.length, 0);
    assert.equal(queue.size, 1);
    assert.equal(outbox.held.line, "signed_out");
  }
});

test("what the server cannot take is kept with its reason, and the next goes on", async () => {
  const { outbox, queue, receipts } = setting((path, turn) =>
    path === "/v1/session" ? anna : turn === 1 ? { status: 422, body: { detail: "no such type", advice: "Choose one." } } : taken,
  );
  const ids = await handed(outbox, 2);
  assert.deepEqual([...queue.values()].map(({ id, refused }) => [id, refused]), [[ids[0], "no such type · Choose one."]]);
  assert.deepEqual(receipts.map(({ id }) => id), [ids[1]]);
});

test("a session that ended, and a server that is busy, keep everything waiting", async () => {
  for (const [status, line] of [[401, "signed_out"], [403, "signed_out"], [409, "later"], [429, "later"], [503, "later"]] as const) {
    const { outbox, queue } = setting((path) => (path === "/v1/session" ? anna : { status }));
    await handed(outbox, 1);
    assert.equal(queue.size, 1, `${status}`);
    assert.equal([...queue.values()][0]?.refused, null);
    assert.equal(outbox.held.line, line);
  }
});

test("whoever opens it second waits for what the first began to read", async () => {
  const { outbox, queue } = setting(() => null);
  queue.set("r1", { id: "r1", person: "anna", key: "k", handed_ms: 1, body: checked(draft(), LIMITS).body, draft: draft(), refused: null });
  void outbox.open("anna");
  assert.equal(outbox.held.known, false); // nobody says "nothing waits" before it was looked for
  await outbox.open("anna");
  assert.equal(outbox.held.known, true);
  assert.equal(outbox.held.queue.length, 1);
  await outbox.open("");
  assert.equal(outbox.held.queue.length, 0);
});
