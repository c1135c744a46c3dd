// The answer to a draft that saved itself (autosave.js) is the section as it now stands: what is new is put in, what no
// longer applies is taken out, and whatever somebody is typing into is left alone.
(() => {
  const form = document.getElementById("intake-form");
  if (!form) return;
  document.querySelector(".steps [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  let byKey = false;
  document.addEventListener("keydown", () => (byKey = true), true);
  document.addEventListener("pointerdown", () => (byKey = false), true);

  // The parts that only show something are replaced as they are.
  const live = (fresh) => {
    for (const part of fresh.querySelectorAll("[data-live]")) {
      const here = document.querySelector(`[data-live="${part.dataset.live}"]`);
      if (here && here.innerHTML !== part.innerHTML) here.innerHTML = part.innerHTML;
    }
  };
  const hidden = (old, fresh) => {
    for (const option of fresh.querySelectorAll("[data-option]")) {
      const here = old.querySelector(`[data-option="${option.dataset.option}"]`);
      if (here) here.hidden = option.hidden;
    }
  };
  const blocks = (list) => [...list.querySelectorAll("[data-block]")].filter((b) => b.parentElement.closest("[data-blocks]") === list);

  const merge = (old, fresh) => {
    const kept = new Map(blocks(old).map((block) => [block.dataset.block, block]));
    let before = null;
    for (const block of blocks(fresh)) {
      const name = block.dataset.block;
      let here = kept.get(name);
      if (here) update(here, block);
      else {
        here = document.importNode(block, true);
        if (before) before.after(here);
        else old.prepend(here);
        htmx.process(here);
        arrive(here);
      }
      kept.delete(name);
      before = here;
    }
    for (const gone of kept.values()) gone.remove();
  };
  const update = (here, block) => {
    hidden(here, block);
    if (here.matches("[data-line]")) here.className = block.className;
    for (const list of block.querySelectorAll("[data-blocks]")) {
      const own = here.querySelector(`[data-blocks="${list.dataset.blocks}"]`);
      if (own) merge(own, list);
    }
  };
  // A list that a key opened is ready to be typed into.
  const arrive = (block) => {
    document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: block } })); // body maps start themselves
    const line = block.closest("[data-line]");
    if (byKey && block.matches("details") && line?.contains(document.activeElement)) {
      block.querySelector("[data-find-option], input:not([type=hidden])")?.focus();
    }
  };

  form.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, successful } = event.detail;
    if (!successful) return notSaved();
    const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const fresh = page.getElementById("intake");
    if (!fresh) return; // a dialog came instead
    live(fresh);
    const top = form.querySelector('[data-blocks="top"]');
    const wanted = fresh.querySelector('[data-blocks="top"]');
    if (top && wanted) merge(top, wanted);
  });
  const notSaved = () => {
    const words = form.querySelector('[data-live="saved"]');
    if (words) words.textContent = "Not saved. What you typed is still here; check the connection.";
  };
})();
