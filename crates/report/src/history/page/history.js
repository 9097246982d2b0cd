// The data of the page, the cards, and the way through the strips by keyboard.

const data = JSON.parse(document.getElementById("history-data").textContent);
const words = data.words;
document.documentElement.classList.add("js");

const SVG = "http://www.w3.org/2000/svg";
const find = (selector, within = document) => within.querySelector(selector);
const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];

// Phrases: by key, by code of a family, with places filled.
const phrase = (key) => words[key] ?? key;
const coded = (family, code) => words[`${family}_${code}`] ?? code.replaceAll("_", " ");
// One pass: a value is never read again, whatever stands in it.
const filled = (key, values) =>
  phrase(key).replace(/\{(\w+)\}/g, (place, name) => (Object.hasOwn(values, name) ? String(values[name]) : place));

// Days are ISO text, which sorts as the days do.
const DAY = 86400000;
const dayNumber = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY);
const dayText = (number) => new Date(number * DAY).toISOString().slice(0, 10);
const dayBefore = (text) => dayText(dayNumber(text) - 1);
const LANGUAGE = document.documentElement.lang;
const READER = { year: "numeric", month: LANGUAGE === "en" ? "short" : "long", day: "numeric", timeZone: "UTC" };
const reader = new Intl.DateTimeFormat(LANGUAGE === "en" ? "en-US" : LANGUAGE, READER);
const shownDay = (text) => reader.format(dayNumber(text) * DAY);
const spanOn = (chip, day) => {
  const place = chip.spans.findIndex((span) => span.from <= day && day < span.until);
  return chip.launch > day ? -1 : place;
};

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

const KNOWN = new Set(findAll("defs pattern").map((pattern) => pattern.id.slice(2)));
const known = (answer) => (KNOWN.has(answer) ? answer : "unknown");

function swatch(answer) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "swatch");
  svg.setAttribute("width", "34");
  svg.setAttribute("height", "13");
  const rect = document.createElementNS(SVG, "rect");
  const shape = { class: `us a-${known(answer)}`, x: 0.5, y: 0.5, width: 33, height: 12 };
  for (const [key, value] of Object.entries(shape)) rect.setAttribute(key, value);
  svg.append(rect);
  return svg;
}

// The parts of a card.
function figuresLine(chip) {
  const parts = [];
  if (chip.tpp) parts.push(`TPP ${chip.tpp}`);
  if (chip.density) parts.push(`${phrase("density")} ${chip.density}`);
  if (chip.datacenter !== null) parts.push(phrase(chip.datacenter ? "kind_datacenter" : "kind_other"));
  return parts.length ? make("p", { class: "figures" }, parts.join(" · ")) : null;
}

function answerLine(gate, answer) {
  return make("p", { class: "answer" }, swatch(answer), make("span", {}, make("b", {}, phrase(gate)), " ", coded("answer", answer)));
}

function causeLine(cause) {
  const safe = /^https?:\/\//.test(cause.url);
  const citation = safe
    ? make("a", { href: cause.url, rel: "noopener noreferrer", target: "_blank" }, cause.citation)
    : make("b", {}, cause.citation);
  return make("dd", {}, citation, cause.authority ? ` (${coded("authority", cause.authority)})` : null, make("br"), cause.title);
}

function ruleLine(rule) {
  const reads = rule.reads.map((read) => make("li", {}, read));
  return make(
    "dd",
    { class: "rule" },
    make("span", { class: `verdict r-${rule.answer}` }, coded("rule", rule.answer)),
    " ",
    rule.title,
    make("small", {}, rule.provision),
    reads.length ? make("ul", {}, ...reads) : null,
  );
}

function terms(span) {
  const list = make("dl");
  const add = (key, ...values) => values.length && list.append(make("dt", {}, phrase(key)), ...values);
  const text = (value) => make("dd", {}, value);
  if (span.eccn.length) add("col_eccn", text(span.eccn.join(", ")));
  if (span.review && span.review !== "not_applicable") {
    add("col_review", text(span.review.split("|").map((code) => coded("review", code)).join(" / ")));
  }
  if (span.cause !== null) add("col_cause", causeLine(data.causes[span.cause]));
  add("rules", ...span.rules.map((place) => ruleLine(data.rules[place])));
  if (span.missing.length) add("missing", text(span.missing.join(", ")));
  add("rules_cn", ...span.rules_buyer.map((place) => ruleLine(data.rules[place])));
  if (span.missing_cn.length) add("missing_cn", text(span.missing_cn.join(", ")));
  return list;
}

function cardOf(chip, span, besides) {
  const dates = filled("dates", { from: shownDay(span.from), last: shownDay(dayBefore(span.until)) });
  const act = coded("act", chip.kind);
  return [
    make("h3", {}, chip.name, " ", make("small", {}, `${chip.vendor[0]} · ${coded("market", chip.market)}`)),
    answerLine("gate_us", span.seller),
    make("p", { class: "dates" }, `${dates} · ${act}`),
    answerLine("gate_cn", span.buyer),
    span.rests_buyer ? make("p", { class: "dates" }, filled("rests", { authority: coded("authority", span.rests_buyer) })) : null,
    answerLine("gate_joint", span.verdict),
    span.rests_joint ? make("p", { class: "dates" }, filled("rests", { authority: coded("authority", span.rests_joint) })) : null,
    figuresLine(chip),
    besides,
    terms(span),
  ].filter((part) => part !== null);
}

// Showing, moving and closing the card.
const card = find("#card");
let pinned = null;
let leaving = 0;

function showCard(target, chip, span, pin = false) {
  if (pinned && !pin) return;
  clearTimeout(leaving);
  find("#card-body").replaceChildren(...cardOf(chip, span, target.matches(".dot") ? alsoHere(target) : null));
  card.hidden = false;
  card.scrollTop = 0;
  findAll(".on").forEach((element) => element.classList.remove("on"));
  target.classList.add("on");
  pinned = pin ? target : null;
  card.classList.toggle("pinned", pin);
}

function moveCard(x, y) {
  if (matchMedia("(max-width: 699px)").matches) {
    card.style.removeProperty("left");
    card.style.removeProperty("top");
    return uncover();
  }
  const box = card.getBoundingClientRect();
  const right = x + 16 + box.width < innerWidth ? x + 16 : Math.max(8, x - 16 - box.width);
  const below = y + 14 + box.height < innerHeight ? y + 14 : Math.max(8, innerHeight - box.height - 8);
  card.style.left = `${right}px`;
  card.style.top = `${below}px`;
}

// On a phone the card lies at the foot; what it tells about must stay in sight above it.
function uncover() {
  const target = find(".on");
  const hidden = target ? target.getBoundingClientRect().bottom + 24 - card.getBoundingClientRect().top : 0;
  if (hidden > 0) scrollBy(0, hidden);
}

function hideCard() {
  card.hidden = true;
  pinned = null;
  findAll(".on").forEach((element) => element.classList.remove("on"));
}

const leave = () => { if (!pinned) leaving = setTimeout(hideCard, 220); };

// What lies under the pointer or the focus: a stretch of a strip, or a dot of the plane.
let today = data.start;
function pointed(element) {
  const stretch = element.closest?.(".s");
  if (stretch) {
    const chip = data.chips[stretch.closest(".row").dataset.i];
    return { target: stretch, chip, span: chip.spans[stretch.dataset.s] };
  }
  const dot = element.closest?.(".planes .dot");
  if (!dot) return null;
  const chip = data.chips[dot.dataset.i];
  const span = chip.spans[spanOn(chip, today)];
  return span ? { target: dot, chip, span } : null;
}

function watch(area) {
  area.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const at = pointed(event.target);
    if (!at) return leave();
    if (!at.target.classList.contains("on") || card.hidden) showCard(at.target, at.chip, at.span);
    if (!pinned) moveCard(event.clientX, event.clientY);
  });
  area.addEventListener("pointerleave", leave);
  area.addEventListener("click", (event) => {
    const at = pointed(event.target);
    if (!at || at.target === pinned) return hideCard();
    showCard(at.target, at.chip, at.span, true);
    moveCard(event.clientX, event.clientY);
  });
  area.addEventListener("focusin", (event) => {
    const at = pointed(event.target);
    if (!at || !event.target.matches(":focus-visible")) return;
    pinned = null;
    showCard(at.target, at.chip, at.span);
    const box = at.target.getBoundingClientRect();
    moveCard(Math.max(box.left, 0), box.bottom);
  });
  area.addEventListener("focusout", leave);
}

card.addEventListener("pointerenter", () => clearTimeout(leaving));
card.addEventListener("pointerleave", leave);
find("#card-close").addEventListener("click", hideCard);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideCard(); });
document.addEventListener("click", (event) => {
  if (pinned && !card.contains(event.target) && !pointed(event.target)) hideCard();
});

// One stop of the tab key for a drawing; the arrow keys move within it.
function name(element) {
  const title = find("title", element);
  if (!title) return;
  element.setAttribute("aria-label", title.textContent);
  element.setAttribute("role", "img");
  element.setAttribute("tabindex", "-1");
  title.remove();
}

function walk(area, next) {
  area.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const from = pointed(event.target)?.target;
    const to = step && from && next(from, ...step);
    if (!to) return;
    event.preventDefault();
    from.setAttribute("tabindex", "-1");
    to.setAttribute("tabindex", "0");
    to.focus();
  });
}

function nextStretch(from, across, down) {
  if (across) return across > 0 ? siblingStretch(from, "nextElementSibling") : siblingStretch(from, "previousElementSibling");
  const rows = findAll(".row:not([hidden])");
  const row = rows[rows.indexOf(from.closest(".row")) + down];
  if (!row) return null;
  const day = data.chips[from.closest(".row").dataset.i].spans[from.dataset.s].from;
  const place = data.chips[row.dataset.i].spans.findIndex((span) => day < span.until);
  return find(`.s[data-s="${Math.max(place, 0)}"]`, row) ?? find(".s", row);
}

function siblingStretch(from, direction) {
  let next = from[direction];
  while (next && !next.classList.contains("s")) next = next[direction];
  return next;
}

findAll("#strips .s").forEach(name);
find("#strips .s")?.setAttribute("tabindex", "0");
watch(find("#strips"));
walk(find("#strips"), nextStretch);
