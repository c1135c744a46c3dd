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
  form.addEventListener("submit", () => clearTimeout(timer));
  document.addEventListener("visibilitychange", () => document.hidden && timer && save());
})();
