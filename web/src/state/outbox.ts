import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { Client } from "../api/client.ts";
import type { Session } from "../api/types.ts";
import { database } from "../outbox/database.ts";
import { Outbox, type Alone, type Held } from "../outbox/outbox.ts";

/** One sender on this device: a lock that all windows share, where the browser has one. */
const alone: Alone = async (work) => {
  if (!("locks" in navigator)) return work();
  await navigator.locks.request("truceline-outbox", { ifAvailable: true }, (lock) => (lock ? work() : undefined));
};

export const outboxOf = (client: Client): Outbox => new Outbox(client, database, alone);

export const OutboxContext = createContext<Outbox>(outboxOf(new Client()));

export const useOutbox = (): Outbox => useContext(OutboxContext);

/** What lies on the device, as it changes. */
export function useHeld(outbox: Outbox): Held {
  const [held, setHeld] = useState(outbox.held);
  useEffect(() => {
    const ear = () => setHeld(outbox.held);
    outbox.ears.add(ear);
    ear();
    return () => void outbox.ears.delete(ear);
  }, [outbox]);
  return held;
}

/** Between two tries while something waits. */
const TRY_AGAIN_MS = 20_000;

/** Opens the outbox of whoever is here, and sends what waits whenever the line may be back. */
export function usePostman(outbox: Outbox, session: Session | null): void {
  const person = session?.name ?? "";
  useEffect(() => {
    const send = () => void outbox.send();
    void outbox.open(person).then(send);
    const timer = setInterval(() => outbox.held.queue.some(({ refused }) => refused === null) && send(), TRY_AGAIN_MS);
    addEventListener("online", send);
    document.addEventListener("visibilitychange", send);
    return () => {
      clearInterval(timer);
      removeEventListener("online", send);
      document.removeEventListener("visibilitychange", send);
    };
  }, [outbox, person, session]);
}
