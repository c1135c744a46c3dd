// "Show only": a chip [data-show="alert"] dims every booking whose data-flags lacks that word. The choice outlives a poll.
(() => {
  const chips = () => [...document.querySelectorAll("[data-show][aria-pressed=true]")].map((chip) => chip.dataset.show);
  const dim = () => {
    const wanted = chips();
    for (const card of document.querySelectorAll(".board .appt")) {
      const flags = (card.dataset.flags || "").split(" ");
      card.classList.toggle("is-dim", wanted.length > 0 && !wanted.some((flag) => flags.includes(flag)));
    }
  };
  document.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-show]");
    if (!chip) return;
    chip.setAttribute("aria-pressed", chip.getAttribute("aria-pressed") !== "true");
    dim();
  });
  document.addEventListener("htmx:afterSettle", dim);
})();
