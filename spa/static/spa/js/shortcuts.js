// Any control may declare aria-keyshortcuts; its key presses it. Never while typing, never with a modifier,
// never behind an open dialog, and each person can switch single keys off.
(() => {
  const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";
  const root = document.documentElement;
  const off = () => {
    try {
      return localStorage.getItem("desk-keys") === "off";
    } catch {
      return false;
    }
  };
  const show = () => {
    root.classList.toggle("keys-off", off());
    for (const button of document.querySelectorAll("[data-keys-switch]")) button.setAttribute("aria-pressed", !off());
  };
  const visible = (control) => control.checkVisibility();
  const find = (key) => {
    const scope = document.querySelector("dialog[open]") || document;
    const controls = scope.querySelectorAll(`[aria-keyshortcuts~="${CSS.escape(key)}"]:not(:disabled)`);
    return [...controls].find(visible);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
    const field = event.target.closest?.(TYPING);
    if (field) {
      if (event.key === "Escape") field.blur();
      return;
    }
    if (off() && event.key.length === 1) return;
    const control = find(event.key);
    if (!control) return;
    event.preventDefault();
    if (control.matches(TYPING)) control.focus();
    else control.click();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-keys-switch]")) return;
    try {
      localStorage.setItem("desk-keys", off() ? "on" : "off");
    } catch {
      return;
    }
    show();
  });
  show();
})();
