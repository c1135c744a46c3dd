// When htmx gets no answer, or one that says no, the desk must not look as if all were well.
// 409 and 422 are answers to show (see htmx-config), so they do not come here.
(() => {
  const notice = document.getElementById("lost");
  if (!notice) return;
  const words = notice.querySelector("[data-words]");
  const show = (sentence) => {
    if (!notice.hidden && words.textContent === sentence) return; // a poll fails again and again
    words.textContent = sentence;
    notice.hidden = false;
    document.dispatchEvent(new CustomEvent("announce", { detail: { value: sentence } }));
  };
  document.addEventListener("htmx:sendError", () => show(notice.dataset.unreachable));
  document.addEventListener("htmx:timeout", () => show(notice.dataset.unreachable));
  document.addEventListener("htmx:responseError", (event) => {
    const away = event.detail.xhr.status === 503; // the database, see spa/outages.py
    show(away ? notice.dataset.unreachable : notice.dataset.refused);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) notice.hidden = true;
  });
})();
