// A form marked [data-autosave] saves itself a moment after the last change, by its htmx trigger "save"; leaving the
// page saves what is still waiting. A button pressed while a save is on its way waits for it, so that the page's
// revision is the newest.
(() => {
  const QUICK = 200;
  const TYPING = 1300;
  const WORDS = "textarea, [type=text], [type=number], input:not([type])";
  const LOOKS = "[data-find-option]"; // finds an option in a list, and is no answer

  const keep = (form) => {
    let timer = 0;
    let busy = false;
    let waiting = null;
    const still = () => {
      clearTimeout(timer);
      timer = 0;
    };
    const save = () => {
      still();
      htmx.trigger(form, "save");
    };
    const soon = (field, wait) => {
      if (field.form !== form || !field.name || field.matches(LOOKS)) return;
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    };
    form.addEventListener("change", ({ target }) => soon(target, QUICK));
    form.addEventListener("input", ({ target }) => target.matches(WORDS) && soon(target, TYPING));
    document.addEventListener("visibilitychange", () => document.hidden && timer && save());
    form.addEventListener("submit", (event) => {
      still(); // the page is left now: hiding it must not save a second time
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
  };
  document.querySelectorAll("form[data-autosave]").forEach(keep);
})();
