// An ended session asks for the password in place (spa/sessions.py). What was refused waits in the page and is sent
// again once the same person is in; when somebody else signs in, the server leads away and all of it is gone.
(() => {
  const dialog = document.getElementById("sign-in");
  const person = document.querySelector("meta[name=signed-in-as]");
  if (!dialog || !person) return;
  const waiting = new Map(); // by element, the newest request of each
  let asked = false;
  const isPoll = (config) => "X-Poll" in config.headers;
  const asks = (xhr) => xhr.getResponseHeader("X-Sign-In") !== null;

  document.addEventListener("htmx:configRequest", ({ detail }) => (detail.headers["X-Signed-In-As"] = person.content));
  const wait = (config) => isPoll(config) || waiting.set(config.elt, config);
  // While the dialog asks, nothing else is sent; who sends it is not to believe that it is on its way.
  const hold = (event) => {
    const config = event.detail.requestConfig;
    if (!dialog.open || dialog.contains(config.elt)) return;
    wait(config);
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("htmx:beforeRequest", hold, true);
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target !== dialog) return;
    if (detail.xhr.status === 429) [detail.shouldSwap, detail.isError] = [true, false];
    if (!asks(detail.xhr)) return;
    const config = detail.requestConfig;
    wait(config);
    if (dialog.open || (isPoll(config) && asked)) detail.shouldSwap = false; // a poll asks once
    asked = true;
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    if (detail.target !== dialog) return;
    const name = dialog.querySelector("[name=login]");
    name.value ||= person.dataset.name;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("[name=password]").focus();
  });

  // Put off: the page stays, says that nothing is saved, and asks again at the next thing that somebody does.
  const sayNotSaved = () => {
    const notice = document.getElementById("lost");
    notice.querySelector("[data-words]").textContent = dialog.dataset.signedOut;
    notice.hidden = false;
  };
  dialog.addEventListener("click", (event) => event.target.closest("[data-put-off]") && dialog.close());
  dialog.addEventListener("close", () => {
    if (dialog.open) return; // asked again since
    dialog.replaceChildren();
    if (asked) sayNotSaved();
    waiting.clear();
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (asks(detail.xhr) && !dialog.open) sayNotSaved();
  });

  const sendAgain = ({ verb, path, elt, target, triggeringEvent }) => {
    const button = triggeringEvent?.submitter;
    const values = button?.name ? { [button.name]: button.value } : {};
    const into = target?.isConnected ? { target } : {};
    htmx.ajax(verb, path, { source: elt, event: triggeringEvent, values, ...into });
  };
  document.addEventListener("signedIn", () => {
    const again = [...waiting.values()];
    asked = false;
    document.dispatchEvent(new Event("freshToken"));
    setTimeout(() => {
      dialog.close();
      again.forEach(sendAgain);
    });
  });
})();
