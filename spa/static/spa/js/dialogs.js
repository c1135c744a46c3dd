// The page's one dialog: htmx swaps a fragment into it and it opens. [data-close] closes it, and so does an
// HX-Trigger of closeDialog. Without this script the same address is a plain page.
(() => {
  const dialog = document.getElementById("dialog");
  if (!dialog) return;
  const FIRST_FIELD = "[autofocus], .dialog-body :is(input:not([type=hidden]), select, textarea)";
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== dialog || !dialog.firstElementChild) return;
    if (!dialog.open) dialog.showModal();
    if (!dialog.querySelector(".errors")) dialog.querySelector(FIRST_FIELD)?.focus();
  });
  document.addEventListener("closeDialog", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    const closer = event.target.closest("[data-close]");
    if (!closer) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => dialog.replaceChildren());
})();
