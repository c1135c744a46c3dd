// Buttons that change how the desk looks: [data-theme-switch] light or dark, [data-density-switch] taller rows.
(() => {
  const root = document.documentElement;
  const keep = (name, value) => {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch {
      // The choice then lasts until the next page.
    }
  };
  const show = () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.setAttribute("aria-pressed", root.dataset.bsTheme === "dark");
    }
    for (const button of document.querySelectorAll("[data-density-switch]")) {
      button.setAttribute("aria-pressed", root.dataset.density === "roomy");
    }
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-switch]")) {
      root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
      keep("desk-theme", root.dataset.bsTheme);
    } else if (event.target.closest("[data-density-switch]")) {
      if (root.dataset.density === "roomy") delete root.dataset.density;
      else root.dataset.density = "roomy";
      keep("desk-density", root.dataset.density);
    } else return;
    show();
  });
  show();
})();
