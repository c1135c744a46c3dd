// A draft note saves itself a moment after the last change; leaving the page saves what is still waiting.
(() => {
  const form = document.getElementById("note-form");
  if (!form) return;
  const QUICK = 300;
  const TYPING = 1500;
  let timer = 0;
  const save = () => {
    clearTimeout(timer);
    timer = 0;
    htmx.trigger(form, "save");
  };
  const soon = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  form.addEventListener("change", () => soon(QUICK));
  form.addEventListener("input", (event) => event.target.matches("textarea, [type=text], input:not([type])") && soon(TYPING));
  // A button pressed while a save is on its way waits for it; and the page that is left does not save once more.
  let busy = false;
  let waiting = null;
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    timer = 0;
    if (!busy) return;
    event.preventDefault();
    waiting = event.submitter;
  });
  form.addEventListener("htmx:beforeRequest", () => (busy = true));
  form.addEventListener("htmx:afterRequest", ({ detail }) => {
    busy = false;
    if (detail.xhr.getResponseHeader("X-Sign-In")) return; // sent again once somebody is in, see sign-in.js
    if (waiting) setTimeout(() => form.requestSubmit(waiting));
  });
  document.addEventListener("visibilitychange", () => document.hidden && timer && save());
})();
