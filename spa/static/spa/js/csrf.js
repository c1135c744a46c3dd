// htmx sends the CSRF token, read from the cookie at the moment of sending: it changes when somebody signs in again.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb === "get") return;
  const name = document.querySelector("meta[name=csrf-cookie]")?.content;
  const pair = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  if (pair) event.detail.headers["X-CSRFToken"] = decodeURIComponent(pair.slice(name.length + 1));
});
