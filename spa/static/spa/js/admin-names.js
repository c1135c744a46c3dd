// Fields in the tables of the admin have no label of their own: each is called by its column and its row.
(() => {
  const FIELDS = "input:not([type=hidden], [type=submit], [type=button]), select, textarea";
  const words = (element) => element?.textContent.trim().replace(/\s+/g, " ") || "";
  const name = (cell, row) => {
    const column = words(row.closest("table").tHead?.rows[0]?.cells[cell.cellIndex]);
    const who = words(row.querySelector("th, .original p"));
    return [column, who].filter(Boolean).join(": ");
  };
  const call = (row) => {
    for (const cell of row.cells) {
      const called = name(cell, row);
      for (const field of called ? cell.querySelectorAll(FIELDS) : []) {
        if (!field.labels?.length && !field.hasAttribute("aria-label")) field.setAttribute("aria-label", called);
      }
    }
  };
  for (const row of document.querySelectorAll("#result_list tbody tr, .inline-related.tabular tbody tr")) call(row);
  document.addEventListener("formset:added", (event) => {
    if (event.target.cells) call(event.target);
  });
})();
