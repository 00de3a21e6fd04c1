// What a browser keeps of reports on its device.

/** How many drafts, reports that wait, receipts and pictures, caches and workers; and every word of it. */
export async function onDevice(page) {
  return page.evaluate(async () => {
    const shelf = await new Promise((done) => {
      const request = indexedDB.open("truceline-reports");
      request.onsuccess = () => done(request.result);
    });
    const all = (name) =>
      new Promise((done) => {
        const request = shelf.transaction(name).objectStore(name).getAll();
        request.onsuccess = () => done(request.result);
      });
    const [drafts, queue, receipts] = await Promise.all(["drafts", "queue", "receipts"].map(all));
    const pictures = await all("pictures");
    shelf.close();
    return {
      drafts: drafts.length,
      queue: queue.length,
      receipts: receipts.length,
      pictures: pictures.length,
      caches: (await caches.keys()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      words: JSON.stringify([drafts, queue, receipts]),
    };
  });
}
