// htmx sends the CSRF token, read from the cookie at the moment of sending: it changes after a new password, or when
// somebody else signs in, whom the server then leads away (spa/sessions.py). A form's own token, which Django would read
// first, is left out; after a log-in in place the forms get the new one. Plain forms keep theirs: spa/page_tokens.py.
(() => {
  const token = () => {
    const name = document.querySelector("meta[name=csrf-cookie]")?.content;
    const pair = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
    return pair && decodeURIComponent(pair.slice(name.length + 1));
  };
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb === "get" || !token()) return;
    detail.headers["X-CSRFToken"] = token();
    delete detail.parameters.csrfmiddlewaretoken;
  });
  document.addEventListener("freshToken", () => {
    for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token();
  });
})();
