// "?" opens the list of keys, and so does the menu's entry. Never while typing, never behind an open dialog, and not
// for who has switched single keys off.
(() => {
  const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";
  const help = document.getElementById("keys-help");
  if (!help) return;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
    if (document.documentElement.classList.contains("keys-off")) return;
    event.preventDefault();
    help.showModal();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys-help]") && !help.open) help.showModal();
    if (event.target.closest("#keys-help [data-close]")) help.close();
  });
})();
