// "Type to add": letters, a label or a brand name find an option; Enter ticks the first match, Escape clears.
// Also keeps "none" apart from the other answers, and a typed day apart from a tapped one.
(() => {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const options = (field) => [...field.closest("[data-block]").querySelectorAll("[data-find]")].filter((o) => !o.hidden);
  const key = (option) => option.querySelector("kbd")?.textContent;
  const matches = (option, words) => {
    if (key(option) === words) return true;
    const known = fold(option.dataset.find).split(/[^\p{L}\p{N}]+/u);
    return words.split(/\s+/).every((word) => known.some((each) => each.startsWith(word)));
  };
  const found = (field) => {
    const words = fold(field.value);
    if (!words) return [];
    const hits = options(field).filter((option) => matches(option, words));
    return hits.sort((a, b) => (key(b) === words) - (key(a) === words));
  };
  const show = (field) => {
    const hits = found(field);
    const searching = fold(field.value) !== "";
    for (const option of options(field)) option.classList.toggle("is-dim", searching && !hits.includes(option));
  };

  document.addEventListener("input", (event) => event.target.matches("[data-find-option]") && show(event.target));
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches?.("[data-find-option]")) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Enter") found(field)[0]?.querySelector("input").click();
    field.value = "";
    show(field);
  });

  document.addEventListener("change", (event) => {
    const box = event.target;
    const block = box.closest?.("[data-block]");
    if (!block) return;
    if (box.matches("[type=checkbox]:checked")) apart(block, box);
    if (box.matches("[data-ago] [type=radio]")) block.querySelector("[name$='-typed']").value = "";
    if (box.matches(".places [type=checkbox]")) count(block);
  });
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("[name$='-typed']") || !event.target.value) return;
    for (const radio of event.target.closest("[data-block]").querySelectorAll("[data-ago] :checked")) radio.checked = false;
  });
  const apart = (block, box) => {
    for (const other of block.querySelectorAll(`[name="${CSS.escape(box.name)}"]:checked`)) {
      if (other !== box && (box.dataset.alone !== undefined || other.dataset.alone !== undefined)) other.checked = false;
    }
  };
  const count = (block) => {
    const picked = block.querySelectorAll(".places :checked").length;
    block.querySelector("[data-count]").textContent = `${picked || "No"} place${picked === 1 ? "" : "s"}`;
  };
})();
