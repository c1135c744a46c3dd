// First in the head and not deferred: light or dark is set before anything is painted.
// Follows the system until the person chooses; the choice stays in this browser.
(() => {
  const root = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage is shut off in some private windows
    }
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    root.dataset.bsTheme = kept("desk-theme") || (dark.matches ? "dark" : "light");
  };
  paint();
  dark.addEventListener("change", paint);
  if (kept("desk-density")) root.dataset.density = kept("desk-density");
  root.classList.add("js");
})();
