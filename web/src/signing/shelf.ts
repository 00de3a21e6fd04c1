import type { Key } from "./note.ts";

const STORE = "keys";

/** The key that this browser keeps for a person of this mission; null where there is none. */
export async function kept(person: string): Promise<Key | null> {
  const found = await asked<Key | undefined>("readonly", (keys) => keys.get(person) as IDBRequest<Key | undefined>);
  return found ?? null;
}

export async function keepKey(key: Key): Promise<void> {
  await asked("readwrite", (keys) => keys.put(key, key.name));
}

export async function dropKey(person: string): Promise<void> {
  await asked("readwrite", (keys) => keys.delete(person));
}

async function asked<T>(mode: IDBTransactionMode, ask: (keys: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const shelf = await opened();
  try {
    return await done(ask(shelf.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    shelf.close();
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open("truceline-keys", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return done(request);
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the browser's store of keys failed"));
  });
