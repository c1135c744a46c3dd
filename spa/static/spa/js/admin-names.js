// What Django's admin leaves without a name gets one: fields in tables (called by their column and their row), the
// column that says which row it is, the two fields of a moment, the drawing beside a filter.
(() => {
  const FIELDS = "input:not([type=hidden], [type=submit], [type=button]), select, textarea";
  const words = (element) => element?.textContent.trim().replace(/\s+/g, " ") || "";
  const name = (cell, row) => {
    const column = words(row.closest("table").tHead?.rows[0]?.cells[cell.cellIndex]);
    const who = words(row.querySelector("th, .original p"));
    return [column, who].filter(Boolean).join(": ");
  };
  const nameFields = (row) => {
    for (const cell of row.cells) {
      const called = name(cell, row);
      for (const field of called ? cell.querySelectorAll(FIELDS) : []) {
        if (!field.labels?.length && !field.hasAttribute("aria-label")) field.setAttribute("aria-label", called);
      }
    }
  };
  const nameColumns = () => {
    for (const head of document.querySelectorAll(".tabular thead th:empty")) {
      const hidden = document.createElement("span");
      hidden.className = "visually-hidden";
      hidden.textContent = head.matches(".original") ? "Row" : "More";
      head.append(hidden);
    }
  };
  const nameMoments = () => {
    for (const field of document.querySelectorAll("p.datetime input")) {
      const of = words(field.closest(".form-row")?.querySelector("label, legend")).replace(/:$/, "");
      if (of) field.setAttribute("aria-label", `${of}, ${field.matches(".vTimeField") ? "time" : "date"}`);
    }
  };
  // A choice that is found by typing is a box of select2: it takes the name of the field that it stands for.
  const nameChoices = () => {
    for (const field of document.querySelectorAll("select.admin-autocomplete.select2-hidden-accessible")) {
      const box = field.nextElementSibling?.querySelector(".select2-selection");
      const chosen = box?.querySelector(".select2-selection__rendered");
      const called = field.getAttribute("aria-label") || words(field.labels?.[0]).replace(/:$/, "");
      if (!box || !called) continue;
      for (const element of [box, chosen].filter(Boolean)) {
        element.removeAttribute("aria-labelledby");
        element.setAttribute("aria-label", element === box && words(chosen) ? `${called}: ${words(chosen)}` : called);
      }
    }
  };
  const nameDrawings = () => {
    for (const drawing of document.querySelectorAll(".search-label-icon")) drawing.setAttribute("role", "img");
    document.getElementById("searchbar")?.setAttribute("aria-label", "Search");
  };
  const nameLate = () => {
    nameDrawings();
    nameChoices();
  };
  for (const row of document.querySelectorAll("#result_list tbody tr, .inline-related.tabular tbody tr")) nameFields(row);
  nameColumns();
  nameMoments();
  addEventListener("load", nameLate);
  // Boxes are drawn when jQuery is ready, on a slow machine after the page has loaded.
  const isBox = (node) => node.classList?.contains("select2-container");
  new MutationObserver((changes) => changes.some((each) => [...each.addedNodes].some(isBox)) && nameChoices()).observe(
    document.body,
    { childList: true, subtree: true },
  );
  document.addEventListener("change", nameChoices);
  document.addEventListener("formset:added", (event) => {
    if (event.target.cells) nameFields(event.target);
    nameLate();
  });
})();
