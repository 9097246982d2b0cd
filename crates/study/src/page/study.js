// Shows the scenario, the Chinese answer and the year chosen, in every section at once, and keeps the choice
// in the address: #effects&s=bridge&a=cn-half-domestic&y=2028. Without it everything can be opened by hand.
(() => {
  const root = document.documentElement;
  const radios = [...document.querySelectorAll("input[data-key]")];
  const pairs = [...document.querySelectorAll("details.combo")];
  const blocks = [...document.querySelectorAll("[data-y]")];
  root.classList.add("js");

  const known = (key, value) => radios.some((radio) => radio.dataset.key === key && radio.value === value);
  const first = {};
  for (const radio of radios) first[radio.dataset.key] ??= radio.value;
  const state = { ...first };

  // The address: the place on the page, then what is chosen.
  const parts = () => location.hash.slice(1).split("&").filter(Boolean);
  const place = () => parts().find((part) => !part.includes("=")) ?? "";
  const read = () => {
    for (const part of parts()) {
      const [key, value] = part.split("=").map(decodeURIComponent);
      if (value !== undefined && known(key, value)) state[key] = value;
    }
  };
  const write = () => {
    const chosen = Object.keys(state).filter((key) => state[key] !== first[key] || key !== "y");
    const all = chosen.map((key) => `${key}=${encodeURIComponent(state[key])}`);
    const hash = [place(), ...all].filter(Boolean).join("&");
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", `#${hash}`);
  };

  const show = () => {
    const opened = new Map();
    for (const pair of pairs) {
      const data = pair.querySelector("details.data");
      if (pair.open && data?.open) opened.set(pair.parentElement, true);
    }
    for (const pair of pairs) {
      pair.open = ["s", "a"].every((key) => state[key] === undefined || pair.dataset[key] === state[key]);
      const data = pair.querySelector("details.data");
      if (data) data.open = pair.open && opened.has(pair.parentElement);
    }
    for (const block of blocks) block.hidden = block.dataset.y !== state.y;
    for (const radio of radios) radio.checked = state[radio.dataset.key] === radio.value;
  };

  // What stands in the middle of the window stays there while other parts change their height.
  const steadily = (change) => {
    const inside = (found) => found && found.closest(".combo") ? found.closest(".combo").parentElement : found;
    const mark = inside(document.elementFromPoint(innerWidth / 2, innerHeight / 2));
    const before = mark?.getBoundingClientRect().top ?? 0;
    change();
    if (mark) scrollBy(0, mark.getBoundingClientRect().top - before);
  };

  document.addEventListener("change", (event) => {
    const key = event.target.dataset?.key;
    if (!key) return;
    state[key] = event.target.value;
    steadily(show);
    write();
  });
  const follow = () => {
    read();
    steadily(show);
    if (place()) document.getElementById(place())?.scrollIntoView();
    if (location.hash) write();
  };
  addEventListener("hashchange", follow);
  follow();
})();
