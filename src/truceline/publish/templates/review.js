(() => {
  const form = document.getElementById("review");
  const told = form.querySelector("output");
  const choices = [...document.querySelectorAll("fieldset[data-line]")];
  const decisions = (by) => choices.flatMap((choice) => {
    const decision = choice.querySelector("input[type=radio]:checked")?.value;
    const why = choice.querySelector("input[name=why]");
    return decision ? [{ choice, why, line: { ...JSON.parse(choice.dataset.line), decision, by, why: why.value.trim() } }] : [];
  });
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const made = decisions(form.elements.by.value.trim());
    const bare = made.filter(({ line }) => !line.by || !line.why);
    if (!made.length || bare.length) {
      const numbers = bare.map(({ choice }) => choice.dataset.number).join(", ");
      told.value = made.length ? `${form.dataset.missing} ${numbers}` : form.dataset.nothing;
      bare[0]?.why.focus();
      return;
    }
    const at = new Date().toISOString();
    const lines = made.map(({ line }) => JSON.stringify({ ...line, decided_at: at }));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${lines.join("\n")}\n`], { type: "application/x-ndjson" }));
    link.download = "decisions.jsonl";
    link.click();
    told.value = `${form.dataset.saved} ${lines.length}`;
  });
})();
