import assert from "node:assert/strict";
import test from "node:test";
import { Client } from "../src/api/client.ts";
import { Problem } from "../src/api/problem.ts";

type Answer = (url: string, init: RequestInit) => Response;

const asked = (answer: Answer) => {
  const seen: { url: string; headers: Record<string, string> }[] = [];
  const client = new Client(async (url, init) => {
    seen.push({ url: String(url), headers: init?.headers as Record<string, string> });
    return answer(String(url), init ?? {});
  });
  return { client, seen };
};

test("an answer that has not changed is not sent again", async () => {
  const { client, seen } = asked((_, { headers }) =>
    (headers as Record<string, string>)["If-None-Match"]
      ? new Response(null, { status: 304 })
      : Response.json({ n: 1 }, { headers: { ETag: '"a"' } }),
  );
  assert.deepEqual(await client.get("/v1/x", { b: 2, a: 1 }), { n: 1 });
  assert.deepEqual(await client.get("/v1/x", { a: 1, b: 2 }), { n: 1 });
  assert.deepEqual(seen.map(({ headers }) => headers["If-None-Match"]), [undefined, '"a"']);
  client.forget();
  await client.get("/v1/x", { a: 1, b: 2 });
  assert.equal(seen[2]?.headers["If-None-Match"], undefined);
});

test("a refusal says what, where and what to do", async () => {
  const body = { title: "Not so", status: 422, detail: "no such day", where: "from", advice: "write 2025-07-30" };
  const { client } = asked(() => new Response(JSON.stringify(body), { status: 422 }));
  await assert.rejects(client.get("/v1/x"), (found: Problem) => {
    assert.deepEqual([found.status, found.message, found.where, found.advice], [422, "no such day", "from", "write 2025-07-30"]);
    return true;
  });
});

test("a proxy's page is a refusal too, and silence is told apart", async () => {
  const { client } = asked(() => new Response("<h1>Bad gateway</h1>", { status: 502, statusText: "Bad Gateway" }));
  await assert.rejects(client.get("/v1/x"), (found: Problem) => found.status === 502 && !found.unreachable);
  const silent = new Client(async () => {
    throw new TypeError("Failed to fetch");
  });
  await assert.rejects(silent.get("/v1/x"), (found: Problem) => found.unreachable);
});

test("a write carries its key and the session's token", async () => {
  const { client, seen } = asked(() => Response.json({}));
  client.csrf = "t";
  await client.send("POST", "/v1/x", { a: 1 }, "key-1");
  assert.equal(seen[0]?.headers["X-CSRF-Token"], "t");
  assert.equal(seen[0]?.headers["Idempotency-Key"], "key-1");
});
