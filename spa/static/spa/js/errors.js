// The error summary takes the focus when it arrives, so that keyboard and screen reader start at it.
(() => {
  const focusSummary = (root) => root.querySelector?.(".errors[tabindex]")?.focus();
  focusSummary(document);
  document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.detail.target));
})();
