// The one live region. What the server says with an HX-Trigger header {"announce": "…"} is read out, and so are
// the messages that arrived with the page.
(() => {
  const region = document.getElementById("live");
  if (!region) return;
  const say = (words) => {
    region.textContent = "";
    setTimeout(() => (region.textContent = words), 100); // the same words twice are two announcements
  };
  const messages = () => [...document.querySelectorAll("#messages [data-message]")].map((m) => m.textContent.trim());
  document.addEventListener("announce", (event) => say(event.detail.value ?? event.detail));
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target.id === "messages" && messages().length) say(messages().join(". "));
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-dismiss]")) event.target.closest("[data-dismissable]")?.remove();
  });
  if (messages().length) say(messages().join(". "));
})();
