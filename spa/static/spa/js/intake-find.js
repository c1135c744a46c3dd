// "Type to add": letters, a label or a brand name find an option; Enter ticks the first match, Escape clears.
// Also keeps "none" apart from the other answers, and a typed day apart from a tapped one.
(() => {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
  const options = (field) => {
    const all = field.closest("[data-block]").querySelectorAll("[data-find], .bm-list .option");
    return [...all].filter((option) => !option.hidden);
  };
  const key = (option) => option.querySelector("kbd")?.textContent;
  const label = (option) => option.querySelector("b, label")?.textContent.trim() || option.textContent.trim();
  const matches = (option, words) => {
    if (key(option) === words) return true;
    const known = fold(option.dataset.find ?? label(option)).split(/[^\p{L}\p{N}]+/u);
    return words.split(/\s+/).every((word) => known.some((each) => each.startsWith(word)));
  };
  // On the body map a number behind the place is how strong it is: "low r 6".
  const read = (field) => {
    const [, words, strength] = fold(field.value).match(/^(.*?)(?:\s+(10|[1-9]))?$/u);
    const hits = words ? options(field).filter((option) => matches(option, words)) : [];
    return { words, strength, hits: hits.sort((a, b) => (key(b) === words) - (key(a) === words)) };
  };
  const show = (field) => {
    const { words, hits } = read(field);
    for (const option of options(field)) option.classList.toggle("is-dim", words !== "" && !hits.includes(option));
    const found = field.parentElement.querySelector("[data-found]");
    if (!found) return;
    found.dataset.help ??= found.textContent;
    found.textContent = words === "" ? found.dataset.help : hits.length ? `Enter: ${label(hits[0])}` : "Nothing like this here";
  };
  const add = (option, strength) => {
    const score = option.querySelector("[data-score]");
    const box = option.querySelector("[type=checkbox], [type=radio]");
    if (score && strength) score.value = strength;
    if (!(score && strength && box.checked)) box.click();
    else score.dispatchEvent(new Event("change", { bubbles: true }));
  };

  document.addEventListener("input", (event) => event.target.matches("[data-find-option]") && show(event.target));
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches?.("[data-find-option]")) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    const { hits, strength } = read(field);
    if (event.key === "Enter" && hits.length) add(hits[0], strength);
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
    const words = block.querySelector("[data-count]"); // a folded list of anything else has none
    if (words) words.textContent = `${picked || "No"} place${picked === 1 ? "" : "s"}`;
  };
})();
