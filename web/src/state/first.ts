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
    if (signedIn(session)) return session;
    const reporter = await whoseReportsWait();
    return reporter ? { ...reporter, provider: session.provider } : session;
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

const ASK_AGAIN_MS = 3_000;
const NO_LINE_MS = 20_000;

/** Tells the mission; as it was told last where the server is not reached, and again once it is. */
export function tellMission(client: Client, tell: (mission: Mission | null) => void): () => void {
  let wanted = true;
  let asked = false;
  const ask = async (): Promise<void> => {
    if (!wanted) return;
    try {
      const mission = await client.get<Mission>("/v1/mission");
      if (wanted) tell(mission);
    } catch (reason) {
      const lasting = reason instanceof Problem && !reason.unreachable && reason.status < 500;
      if (!asked) {
        const old = (await remembered())?.mission ?? null;
        if (wanted) tell(old);
      }
      asked = true;
      const unreachable = reason instanceof Problem && reason.unreachable;
      if (!lasting) setTimeout(() => void ask(), unreachable ? NO_LINE_MS : ASK_AGAIN_MS);
    }
  };
  void ask();
  return () => void (wanted = false);
}
