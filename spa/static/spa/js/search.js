// Client search: arrows walk the results that htmx brought, Escape or a click elsewhere puts them away.
(() => {
  const form = document.querySelector("[data-find]");
  const field = form?.querySelector("input[type=search]");
  const results = form?.querySelector(".find-results");
  if (!results) return;
  const links = () => [...results.querySelectorAll("a")];
  const putAway = () => results.replaceChildren();

  form.addEventListener("keydown", (event) => {
    const all = links();
    const here = all.indexOf(document.activeElement);
    if (event.key === "Escape" && all.length) {
      putAway();
      field.focus();
      event.stopPropagation();
    } else if (event.key === "ArrowDown" && all[here + 1]) {
      all[here + 1].focus();
      event.preventDefault();
    } else if (event.key === "ArrowUp" && here >= 0) {
      (all[here - 1] || field).focus();
      event.preventDefault();
    }
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) putAway();
  });
  field.addEventListener("input", () => {
    if (!field.value.trim()) putAway();
  });
})();
