// The now-line walks on between two loads of the board: [data-opens] is the instant of its first row.
(() => {
  const MINUTES_A_ROW = 5;
  const STEP = 30_000;
  const place = (element, row) => {
    for (const name of [...element.classList]) if (/^t\d+$/.test(name)) element.classList.remove(name);
    element.classList.add(`t${row}`);
  };
  const walk = () => {
    const board = document.querySelector(".board [data-opens]");
    if (!board) return;
    const row = Math.floor((Date.now() - Date.parse(board.dataset.opens)) / 60_000 / MINUTES_A_ROW);
    if (row < 0 || row > Number(board.dataset.rows || 300)) return;
    for (const line of board.querySelectorAll(".now, .now-pill")) place(line, row);
    const pill = board.querySelector(".now-pill");
    if (!pill) return;
    const format = { timeStyle: "short", timeZone: board.dataset.zone };
    pill.textContent = new Intl.DateTimeFormat(board.dataset.locale, format).format(new Date());
  };
  setInterval(walk, STEP);
  document.addEventListener("visibilitychange", () => document.hidden || walk());
})();
