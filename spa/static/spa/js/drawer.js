// On narrow screens the rail is a drawer: [data-drawer] opens and closes it, Escape and a click beside it close it.
(() => {
  const rail = document.querySelector(".rail");
  const button = document.querySelector("[data-drawer]");
  if (!rail || !button) return;
  const isOpen = () => rail.classList.contains("is-open");
  const show = (open) => {
    rail.classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", open);
  };
  const close = () => {
    show(false);
    button.focus();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-drawer]")) show(!isOpen());
    else if (event.target.closest("[data-drawer-close]")) close();
    else if (isOpen() && event.target.isConnected && !rail.contains(event.target)) show(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen() && !document.querySelector("dialog[open]")) close();
  });
  // A booking opened into the rail must be seen.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (rail.contains(event.detail.target) && event.detail.requestConfig?.elt.matches(".appt")) show(true);
  });
})();
