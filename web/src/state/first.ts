import type { Client } from "../api/client.ts";
import { Problem } from "../api/problem.ts";
import type { Mission, Session } from "../api/types.ts";
import { database, remembered } from "../outbox/database.ts";
import { PUBLIC, signedIn } from "./session.ts";

/** What whoever is only remembered may do: write reports. They are sent once the server knows the person again. */
export const REPORTS = "add evidence held";

/** Who is here: the server says it; without it, or when it ended the session, whoever still has reports on this device. */
export async function firstSession(client: Client): Promise<Session> {
  try {
    const session = await client.get<Session>("/v1/session");
    return signedIn(session) ? session : ((await whoseReportsWait()) ?? session);
  } catch (reason) {
    const there = !(reason instanceof Problem) || !reason.unreachable;
    return there ? PUBLIC : ((await remembered())?.session ?? PUBLIC);
  }
}

async function whoseReportsWait(): Promise<Session | null> {
  const session = (await remembered())?.session;
  if (!session) return null;
  const [drafts, queue] = await Promise.all([database.drafts(session.name), database.queue(session.name)]);
  return drafts.length || queue.length ? session : null;
}

/** As little of a session and a mission as the form needs where there is no line. */
export function toRemember(session: Session, mission: Mission): { session: Session; mission: Mission } {
  return {
    session: { ...session, solo: false, csrf: "", may: [REPORTS], remembered: true },
    mission: {
      ...mission,
      provisions: [],
      sectors: mission.sectors.map((sector) => ({ ...sector, geometry: { type: "GeometryCollection", geometries: [] } })),
    },
  };
}

/** The mission; as it was told last where the server is not reached. */
export async function firstMission(client: Client): Promise<Mission | null> {
  try {
    return await client.get<Mission>("/v1/mission");
  } catch {
    return (await remembered())?.mission ?? null;
  }
}
