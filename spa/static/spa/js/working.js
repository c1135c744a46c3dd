// A form with data-working says what is being done while its answer is on the way: in its [role=status], with a bar that
// moves. Where a file was chosen, the words of data-working-lines name how many lines it has. Sent twice, it goes once.
(() => {
  const lines = (text) => text.split(/\r\n|\r|\n/).filter((line) => line.trim()).length - 1; // the first names columns
  const LARGEST = 1e6; // bytes; what is longer is refused unread
  const counted = new WeakMap();
  const say = (form, words) => {
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", words);
    form.querySelector("[role=status]").replaceChildren(bar, `${words}…`);
  };
  document.addEventListener("change", async (event) => {
    const form = event.target.closest("form[data-working-lines]");
    const file = event.target.files?.[0];
    if (!form) return;
    counted.delete(form);
    if (file && file.size < LARGEST) counted.set(form, Math.max(lines(await file.text()), 0));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-working]");
    if (!form || event.defaultPrevented) return;
    if (form.hasAttribute("aria-busy")) return event.preventDefault();
    const count = counted.get(form);
    form.setAttribute("aria-busy", "true");
    say(form, count ? `${form.dataset.workingLines} ${count} line${count === 1 ? "" : "s"}` : form.dataset.working);
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-working][aria-busy]")) {
      form.removeAttribute("aria-busy");
      form.querySelector("[role=status]").replaceChildren();
    }
  });
})();
