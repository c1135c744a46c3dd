// The panel of a booking beside the board: its card is marked, Escape or the cross closes it and goes back to the card.
(() => {
  const peek = document.getElementById("peek");
  const board = document.getElementById("board");
  if (!peek || !board) return;
  const shown = () => peek.querySelector("[data-peek]")?.dataset.peek;
  const card = (number) => document.getElementById(`visit-${number}`);
  const mark = () => {
    const number = shown();
    for (const other of board.querySelectorAll(".appt.is-picked")) other.classList.remove("is-picked");
    if (number) card(number)?.classList.add("is-picked");
  };
  const close = () => {
    const number = shown();
    window.htmx?.trigger(peek, "htmx:abort"); // what is still on its way must not open it again
    peek.replaceChildren();
    mark();
    (card(number) || board).focus();
  };
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-peek-close]")) return;
    event.preventDefault();
    close();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    mark();
    if (event.detail.target !== peek) return;
    const wasOpened = event.detail.requestConfig?.elt.matches(".appt, .rail-name");
    const lostFocus = document.activeElement === document.body; // what was pressed is no longer there
    if (wasOpened || lostFocus) document.getElementById("peek-title")?.focus();
  });
})();
