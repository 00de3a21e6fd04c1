// Every page that a mission has: those of the menu, and one of each that needs something to look at.
import { readFile } from "node:fs/promises";
import path from "node:path";

const ROUTES = path.join(import.meta.dirname, "../../src/router/routes.json");

/** Names and addresses. `page`: a visit that may read what there is to look at. */
export async function places(page, url) {
  const routes = JSON.parse(await readFile(ROUTES, "utf-8"));
  const first = {
    incident: await firstOf(page, `${url}/v1/incidents?limit=1`, ({ incident_id, incident }) => incident_id ?? incident?.incident_id),
    case: await firstOf(page, `${url}/v1/cases?limit=1`, ({ case: one }) => one.case_id),
  };
  return Object.entries({ ...routes, lost: "/app/no-such-page" })
    .filter(([name, address]) => !address.includes("{id}") || first[name])
    .map(([name, address]) => [name, address.replace("{id}", first[name] ?? "")]);
}

async function firstOf(page, address, id) {
  const answer = await page.request.get(address);
  const body = answer.ok() ? await answer.json() : { items: [] };
  return body.items?.length ? id(body.items[0]) : undefined;
}
