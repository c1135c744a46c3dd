// Health lines by keyboard: the letter of a line goes to it, then 0 is none, 1 some, ? not sure.
// Never while typing, never with a modifier, never when a person has switched single keys off.
(() => {
  const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]";
  const lineOf = (element) => element?.closest?.("[data-line]");

  const answer = (line, key) => {
    const radio = line.querySelector(`:scope > .hg-h [data-key="${CSS.escape(key)}"]`);
    if (!radio) return false;
    radio.focus();
    if (radio.checked) enter(line);
    else radio.click();
    return true;
  };
  // Answered like this before: the same key goes into the list below.
  const enter = (line) => {
    const list = line.querySelector("details");
    if (!list) return;
    list.open = true;
    list.querySelector("[data-find-option], input:not([type=hidden])")?.focus();
  };
  const go = (key) => {
    const line = document.querySelector(`[data-line="${CSS.escape(key)}"]`);
    if (!line) return false;
    const radio = line.querySelector(".hg-h :checked") || line.querySelector(".hg-h [type=radio]");
    radio.focus();
    line.scrollIntoView({ block: "nearest" });
    return true;
  };

  // Before the page's other shortcuts, which leave alone what was taken here.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
      if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
      if (document.documentElement.classList.contains("keys-off")) return;
      const line = lineOf(document.activeElement);
      if ((line && answer(line, event.key)) || go(event.key)) event.preventDefault();
    },
    true,
  );
})();
