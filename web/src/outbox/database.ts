import type { Draft } from "./draft.ts";
import type { KeptPicture } from "./pictures.ts";
import type { Queued, Receipt, Remembered, Shelf } from "./shelf.ts";

const NAME = "truceline-reports";
const STORES = ["drafts", "queue", "receipts", "remembered", "pictures"] as const;
type Store = (typeof STORES)[number];

/** The shelf of a browser: IndexedDB, on this device alone. */
export const database: Shelf = {
  drafts: async (person) => of<Draft>(await all("drafts"), person).sort((a, b) => b.saved_ms - a.saved_ms),
  queue: async (person) => of<Queued>(await all("queue"), person).sort((a, b) => a.handed_ms - b.handed_ms),
  receipts: async (person) => of<Receipt>(await all("receipts"), person).sort((a, b) => b.sent_ms - a.sent_ms),
  putDraft: (draft) => change(["drafts"], (store) => store("drafts").put(draft)),
  dropDraft: (id) =>
    change(["drafts", "pictures"], (store) => {
      store("drafts").delete(id);
      store("pictures").delete(ofReport(id));
    }),
  putPicture: (one) => change(["pictures"], (store) => store("pictures").put(one)),
  dropPicture: (id) => change(["pictures"], (store) => store("pictures").delete(id)),
  picture: async (id) => one<KeptPicture>("pictures", id),
  hand: (one) =>
    change(["drafts", "queue"], (store) => {
      store("queue").put(one);
      store("drafts").delete(one.id);
    }),
  putQueued: (one) => change(["queue"], (store) => store("queue").put(one)),
  takeBack: (one) =>
    change(["drafts", "queue"], (store) => {
      store("drafts").put(one.draft);
      store("queue").delete(one.id);
    }),
  settle: (receipt) =>
    change(["queue", "receipts", "pictures"], (store) => {
      store("receipts").put(receipt);
      store("queue").delete(receipt.id);
      store("pictures").delete(ofReport(receipt.id));
    }),
  async wipe(person) {
    const kept = person === undefined ? [] : await Promise.all(WRITTEN.map((name) => all(name)));
    await change(STORES, (store) => {
      store("remembered").clear();
      for (const [at, name] of WRITTEN.entries()) {
        if (person === undefined) store(name).clear();
        else
          for (const { id } of of<{ id: string; person: string }>(kept[at] ?? [], person)) {
            store(name).delete(id);
            store("pictures").delete(ofReport(id));
          }
      }
      if (person === undefined) store("pictures").clear();
    });
  },
  async ofOthers(person) {
    const [drafts, queue] = await Promise.all([all("drafts"), all("queue")]);
    return [...drafts, ...queue].filter((one) => (one as { person: string }).person !== person).length;
  },
};

export async function remembered(): Promise<Remembered | null> {
  try {
    return ((await all("remembered"))[0] as (Remembered & { id: string }) | undefined) ?? null;
  } catch {
    return null; // a browser that keeps nothing remembers nobody
  }
}

/** The last one only: a device that is passed on tells of one person. */
export const remember = (one: Remembered): Promise<void> =>
  change(["remembered"], (store) => store("remembered").put({ id: "last", ...one }));

export const forget = (): Promise<void> => change(["remembered"], (store) => store("remembered").clear());

const WRITTEN = ["drafts", "queue", "receipts"] as const satisfies readonly Store[];

const of = <T extends { readonly person: string }>(rows: readonly unknown[], person: string): T[] =>
  (rows as T[]).filter((row) => row.person === person);

/** All pictures of a report (`pictureId`). */
const ofReport = (report: string): IDBKeyRange => IDBKeyRange.bound(`${report}/`, `${report}0`, false, true); // "0" follows "/"

async function one<T>(name: Store, id: string): Promise<T | undefined> {
  const shelf = await opened();
  try {
    return await answer(shelf.transaction(name).objectStore(name).get(id) as IDBRequest<T | undefined>);
  } finally {
    shelf.close();
  }
}

async function all(name: Store): Promise<readonly unknown[]> {
  const shelf = await opened();
  try {
    return await answer(shelf.transaction(name).objectStore(name).getAll() as IDBRequest<unknown[]>);
  } finally {
    shelf.close();
  }
}

/** All or nothing: either every change is on the disk, or none. */
async function change(names: readonly Store[], make: (store: (name: Store) => IDBObjectStore) => void): Promise<void> {
  const shelf = await opened();
  try {
    const step = shelf.transaction([...names], "readwrite", { durability: "strict" });
    make((name) => step.objectStore(name));
    await new Promise<void>((done, failed) => {
      step.oncomplete = () => done();
      step.onabort = step.onerror = () => failed(step.error ?? new Error("the device could not keep it"));
    });
  } finally {
    shelf.close();
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 2);
  request.onupgradeneeded = () => {
    const there = request.result.objectStoreNames;
    for (const name of STORES) if (!there.contains(name)) request.result.createObjectStore(name, { keyPath: "id" });
  };
  return answer(request);
}

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error("the device could not read what it keeps"));
  });
