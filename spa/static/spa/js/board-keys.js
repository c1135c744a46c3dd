// Arrows on the board: up and down walk a column, left and right go to the nearest time in the next column.
(() => {
  const CARDS = ".appt, .free";
  const top = (card) => card.getBoundingClientRect().top;
  const columns = (board) =>
    [...board.querySelectorAll(".lane:not(.gutter)")].map((lane) =>
      [...lane.querySelectorAll(CARDS)].sort((a, b) => top(a) - top(b)),
    );
  const nearest = (cards, height) =>
    cards.reduce((best, card) => (Math.abs(top(card) - height) < Math.abs(top(best) - height) ? card : best), cards[0]);

  const neighbour = (card, key) => {
    const lanes = columns(card.closest(".board"));
    const here = lanes.findIndex((lane) => lane.includes(card));
    if (key === "ArrowUp" || key === "ArrowDown") {
      return lanes[here][lanes[here].indexOf(card) + (key === "ArrowDown" ? 1 : -1)];
    }
    const step = key === "ArrowRight" ? 1 : -1;
    for (let lane = here + step; lanes[lane]; lane += step) if (lanes[lane].length) return nearest(lanes[lane], top(card));
    return undefined;
  };
  document.addEventListener("keydown", (event) => {
    const card = event.target.closest?.(`.board :is(${CARDS})`);
    if (!card || !/^Arrow(Up|Down|Left|Right)$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    neighbour(card, event.key)?.focus();
  });
})();
