import assert from "node:assert/strict";
import test from "node:test";
import { addressOf, backFrom, enterFrom, placeOf, searchOf } from "../src/router/url.ts";

test("a page's address leads to the page", () => {
  assert.deepEqual(placeOf(addressOf("incident", "inc_1/ü %")), { page: "incident", id: "inc_1/ü %" });
  assert.deepEqual(placeOf("/app/holding/"), { page: "holding", id: "" });
  assert.deepEqual(placeOf("/"), { page: "home", id: "" });
});

test("other addresses lead to no page", () => {
  for (const path of ["/v1/mission", "/bulletins/2025-07-30/bulletin.en.html", "/app/incidents", "/app/incidents/a/b"])
    assert.equal(placeOf(path).page, null, path);
  assert.equal(placeOf("/app/incidents/%E0%A4%A").id, "%E0%A4%A");
});

test("equal questions have equal addresses, and empty ones none", () => {
  assert.equal(searchOf({ type: "fire.shot", bbox: "1,2,3,4", q: "", until: undefined }), "?bbox=1,2,3,4&type=fire.shot");
  assert.equal(searchOf({ b: 1, a: 2 }), searchOf({ a: 2, b: 1 }));
  assert.equal(searchOf({ q: "" }), "");
});

test("signing in leads back to a page of ours, and nowhere else", () => {
  const back = (here: string) => backFrom(enterFrom(here).replace(/^[^?]*/, ""));
  assert.equal(back("/app/incidents/inc_1?a=1,2"), "/app/incidents/inc_1?a=1,2");
  for (const address of ["//evil.example/app/log", "https://evil.example/app/log", "/v1/session", "/app/no-such-page", "/enter", ""])
    assert.equal(back(address), null, address);
});
