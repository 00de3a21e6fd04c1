(() => {
  for (const form of document.querySelectorAll("form[data-filter]")) {
    const rows = [...document.querySelectorAll(`#${form.dataset.filter} tbody tr`)];
    const shown = form.querySelector("output");
    const apply = () => {
      const { group, status, words } = form.elements;
      const needle = words.value.trim().toLowerCase();
      let number = 0;
      for (const row of rows) {
        const keep = (!group.value || row.dataset.group === group.value)
          && (!status.value || row.dataset.status === status.value)
          && (!needle || row.textContent.toLowerCase().includes(needle));
        row.hidden = !keep;
        number += keep ? 1 : 0;
      }
      shown.value = `${number} / ${rows.length}`;
    };
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
  }
  const open = () => { for (const part of document.querySelectorAll("details:not(.long)")) part.open = true; };
  addEventListener("beforeprint", open);
  const reach = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = place?.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    place?.scrollIntoView();
  };
  addEventListener("hashchange", reach);
  reach();
})();
