// Body map picker. The form fields are the truth; the drawing and the list of picked areas mirror them.
// Taps: mode score 3, 6, 9, clear; mode pick on, off; mode focus focus, avoid, clear.
const SVG = "http://www.w3.org/2000/svg";
const STATES = ["sev-1", "sev-2", "sev-3", "is-focus", "is-avoid"];
const kept = new Map(); // by prefix: is the list open, which side is on show; a form that htmx swaps must not forget it
const severity = (score) => (score <= 3 ? 1 : score <= 6 ? 2 : 3);

class BodyMap {
  constructor(root) {
    this.root = root;
    this.mode = root.dataset.mode;
    this.tone = root.dataset.tone;
    this.drawing = root.querySelector(".bm-edit");
    this.areas = root.querySelector("[data-areas]");
    this.none = root.querySelector("[data-areas-none]");
    this.row = root.querySelector("[data-area-row]");
    this.fields = new Map([...root.querySelectorAll("[data-area]")].map((field) => [field.dataset.area, field]));
  }

  shapes(region) {
    return this.drawing.querySelectorAll(`[data-region="${region}"]`);
  }

  scoreField(region) {
    return this.root.querySelector(`[data-score="${region}"]`);
  }

  // "" when not picked, else a number from 1 to 10, "focus" or "avoid".
  value(region) {
    const field = this.fields.get(region);
    if (this.mode === "focus") return field.value;
    if (!field.checked) return "";
    return this.mode === "pick" ? this.tone : Number(this.scoreField(region).value) || 3;
  }

  set(region, value) {
    const field = this.fields.get(region);
    if (this.mode === "focus") field.value = value;
    else field.checked = value !== "";
    if (this.mode === "score" && value) this.scoreField(region).value = Math.min(10, Math.max(1, value));
    field.dispatchEvent(new Event("change", { bubbles: true })); // drafts save on change
  }

  tap(region) {
    const now = this.value(region);
    if (this.mode === "score") this.set(region, !now ? 3 : now < 4 ? 6 : now < 7 ? 9 : "");
    else if (this.mode === "focus") this.set(region, !now ? "focus" : now === "focus" ? "avoid" : "");
    else this.set(region, now ? "" : this.tone);
  }

  heat(region, on) {
    for (const shape of this.shapes(region)) shape.classList.toggle("is-hot", on);
  }

  cool() {
    for (const shape of this.drawing.querySelectorAll(".is-hot")) shape.classList.remove("is-hot");
  }

  render() {
    for (const badge of this.drawing.querySelectorAll(".bm-n")) badge.remove();
    for (const region of this.fields.keys()) {
      const value = this.value(region);
      this.paint(region, value);
      this.list(region, value);
    }
    this.none.hidden = this.areas.childElementCount > 0;
  }

  paint(region, value) {
    const state = typeof value === "number" ? `sev-${severity(value)}` : value && `is-${value}`;
    for (const shape of this.shapes(region)) {
      shape.classList.remove(...STATES);
      if (state) shape.classList.add(state);
      if (typeof value === "number" && shape.dataset.c) this.badge(shape, value);
    }
  }

  badge(shape, score) {
    const [x, y] = shape.dataset.c.split(",").map(Number);
    const group = document.createElementNS(SVG, "g");
    const circle = document.createElementNS(SVG, "circle");
    const text = document.createElementNS(SVG, "text");
    group.setAttribute("class", "bm-n");
    circle.setAttribute("cx", x);
    circle.setAttribute("cy", y);
    circle.setAttribute("r", 11.5);
    text.setAttribute("x", x);
    text.setAttribute("y", y + 4.6);
    text.textContent = score;
    group.append(circle, text);
    this.drawing.append(group);
  }

  list(region, value) {
    let row = this.areas.querySelector(`[data-for="${region}"]`);
    if (!value) return row?.remove();
    if (!row) row = this.addRow(region);
    const shown = row.querySelector("[data-shown]");
    if (shown) shown.textContent = value === "focus" ? "Focus" : value === "avoid" ? "Avoid" : value;
  }

  addRow(region) {
    const row = this.row.content.firstElementChild.cloneNode(true);
    const name = this.shapes(region)[0].querySelector("title").textContent;
    row.dataset.for = region;
    row.querySelector("[data-name]").textContent = name;
    for (const button of row.querySelectorAll("[data-verb]")) {
      const words = document.createElement("span");
      words.className = "visually-hidden";
      words.textContent = `${button.dataset.verb}: ${name}`;
      button.append(words);
    }
    this.areas.append(row);
    return row;
  }

  press(button) {
    const row = button.closest("[data-for]");
    const region = row.dataset.for;
    const value = this.value(region);
    if (button.dataset.do === "less") this.set(region, Math.max(1, value - 1));
    if (button.dataset.do === "more") this.set(region, Math.min(10, value + 1));
    if (button.dataset.do === "swap") this.set(region, value === "focus" ? "avoid" : "focus");
    if (button.dataset.do !== "remove") return;
    const near = row.nextElementSibling || row.previousElementSibling;
    this.set(region, "");
    (near?.querySelector("button") || this.root.querySelector("summary")).focus();
  }

  listen() {
    this.drawing.addEventListener("click", (event) => {
      const shape = event.target.closest("[data-region]");
      if (shape) this.tap(shape.dataset.region);
    });
    this.drawing.addEventListener("pointerover", (event) => {
      this.cool();
      const shape = event.target.closest("[data-region]");
      if (shape) this.heat(shape.dataset.region, true);
    });
    this.drawing.addEventListener("pointerleave", () => this.cool());
    this.areas.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) this.press(button);
    });
    for (const name of ["change", "input"]) {
      this.root.addEventListener(name, (event) => {
        if (event.target.matches("[data-area], [data-score]")) this.render();
      });
    }
    for (const [region, field] of this.fields) {
      field.addEventListener("focus", () => this.heat(region, true));
      field.addEventListener("blur", () => this.heat(region, false));
    }
  }

  keepView() {
    const list = this.root.querySelector("[data-area-list]");
    const sides = this.root.querySelectorAll(".bm-flip [type=radio]");
    const view = kept.get(this.root.dataset.bodyMap) || { listOpen: false, side: "front" };
    kept.set(this.root.dataset.bodyMap, view);
    list.open = view.listOpen; // open in the page for those without scripts
    list.addEventListener("toggle", () => (view.listOpen = list.open));
    for (const side of sides) {
      side.checked = side.value === view.side;
      side.addEventListener("change", () => (view.side = side.value));
    }
  }

  start() {
    this.root.dataset.started = "";
    this.keepView();
    this.listen();
    this.render();
  }
}

const startAll = (within) => {
  for (const root of within.querySelectorAll("[data-body-map]:not([data-started])")) new BodyMap(root).start();
};
startAll(document);
document.addEventListener("htmx:load", (event) => startAll(event.detail.elt.parentNode || document));
