import { forget, remember } from "../outbox/database.ts";
import type { Mission, Session } from "../api/types.ts";
import { toRemember } from "./first.ts";

/** Why the form does not open without a line; null where it does. */
export type OfflineState = "ready" | "insecure" | "failed";

/** Lets the form open on this device where there is no line. */
export async function readyOffline(session: Session, mission: Mission): Promise<OfflineState> {
  if (!("serviceWorker" in navigator)) return "insecure"; // browsers offer it over HTTPS and on the machine itself
  try {
    if (!session.remembered) await remember(toRemember(session, mission));
    await navigator.serviceWorker.register("/pages/offline.js", { scope: "/" });
    await navigator.serviceWorker.ready;
    return "ready";
  } catch {
    return "failed";
  }
}

/** Leaves nothing of it: who was here, the pages' files, and what kept them. */
export async function dropOffline(): Promise<void> {
  await forget();
  if (!("serviceWorker" in navigator)) return;
  for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}
