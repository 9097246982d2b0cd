// The date slider of the plane: regions, dots and names of a day, and the steps between changes.

// Dots of one kind at one place, within a pixel, that cover one another.
const STRICTNESS = ["no_license_required", "license_exception", "discouraged", "approval_required", "license_required", "prohibited"];
const strictness = (answer) => STRICTNESS.indexOf(answer);
const placeOf = (dot) => dot.getAttribute("transform").match(/-?[\d.]+/g).map(Number);

function stacked(all) {
  const stacks = [];
  for (const dot of all) {
    const [x, y] = placeOf(dot);
    const kind = dot.classList.contains("dc");
    const home = stacks.find((stack) => stack.svg === dot.ownerSVGElement && stack.kind === kind && Math.hypot(stack.x - x, stack.y - y) < 1);
    if (home) home.dots.push(dot);
    else stacks.push({ svg: dot.ownerSVGElement, kind, x, y, dots: [dot] });
  }
  return stacks.map((stack) => stack.dots).filter((members) => members.length > 1);
}

const slider = find("#day");
const play = find("#play");
const first = dayNumber(data.from);
const last = dayNumber(data.until);
const dots = findAll(".planes .dot");
const labels = findAll(".planes .label").map((element) => ({
  element,
  chips: element.dataset.names.split("|").map((pair) => pair.split(/:(.*)/s)),
}));

const stacks = stacked(dots);
const neighbours = new Map(stacks.flatMap((members) => members.map((dot) => [dot, members])));

// Days on which an answer, its terms or a region changes, with the instruments and their chips.
const changes = new Map();
const note = (day) => changes.get(day) ?? changes.set(day, new Map()).get(day);
for (const chip of data.chips) {
  for (const span of chip.spans.slice(1)) {
    const causes = note(span.from);
    if (span.cause !== null) causes.set(span.cause, (causes.get(span.cause) ?? 0) + 1);
  }
}
for (const regions of findAll(".regions")) if (regions.dataset.from > data.from) note(regions.dataset.from);
const changeDays = [...changes.keys()].filter((day) => data.from < day && day <= data.until).sort();
const stops = [data.from, ...changeDays];

function showRegions() {
  const kind = find('#player input[name="kind"]:checked').value;
  find(".planes").dataset.kind = kind;
  for (const regions of findAll(".regions")) {
    const { from, until } = regions.dataset;
    regions.classList.toggle("off", !(regions.dataset.kind === kind && from <= today && today < until));
  }
}

function showDot(dot) {
  const chip = data.chips[dot.dataset.i];
  const span = chip.spans[spanOn(chip, today)];
  const answer = known(span?.seller ?? "unknown");
  const shape = chip.datacenter === true ? "dc" : "ot";
  dot.setAttribute("class", `dot ${shape} a-${answer}${span ? "" : " off"}`);
  find(".mark", dot).setAttribute("href", `#m-${answer}`);
}

const answerOf = (dot) => {
  const chip = data.chips[dot.dataset.i];
  return chip.spans[spanOn(chip, today)]?.seller;
};

// Where chips at one place have different answers, the stricter ones lie below as rings.
function showStack(members) {
  const there = members.filter((dot) => answerOf(dot) !== undefined);
  there.sort((a, b) => strictness(answerOf(b)) - strictness(answerOf(a)));
  const top = there.length && answerOf(there.at(-1));
  for (const dot of there) {
    dot.parentNode.append(dot);
    dot.classList.toggle("ring", answerOf(dot) !== top);
  }
}

// The other chips at the place of a dot, for its card.
function alsoHere(dot) {
  const others = (neighbours.get(dot) ?? []).filter((other) => other !== dot && answerOf(other) !== undefined);
  if (!others.length) return null;
  const named = others.map((other) => {
    const answer = answerOf(other);
    const name = data.chips[other.dataset.i].name;
    return answer === answerOf(dot) ? name : `${name} (${coded("short", answer)})`;
  });
  return make("p", { class: "figures" }, filled("also_here", { names: named.join(", ") }));
}

function showLabel({ element, chips }) {
  const shown = chips.filter(([place]) => spanOn(data.chips[place], today) >= 0);
  element.classList.toggle("off", !shown.length);
  find("text", element).textContent = shown.map(([, text]) => text).join(" · ");
}

// What changed last: the instruments that moved most chips on that day.
function changeNote() {
  const day = changeDays.filter((other) => other <= today).at(-1);
  if (!day) return phrase("no_change_yet");
  const causes = [...changes.get(day)].sort((a, b) => b[1] - a[1]).slice(0, 2);
  const named = causes.map(([place]) => `${data.causes[place].citation}, ${data.causes[place].title}`);
  return filled("last_change", { date: shownDay(day), causes: named.join("; ") });
}

function showDay(day) {
  today = day < data.from ? data.from : day > data.until ? data.until : day;
  slider.value = dayNumber(today) - first;
  slider.setAttribute("aria-valuetext", shownDay(today));
  find("#day-text").textContent = shownDay(today);
  find("#day-text").dateTime = today;
  find("#day-note").textContent = changeNote();
  showRegions();
  dots.forEach(showDot);
  stacks.forEach(showStack);
  labels.forEach(showLabel);
  hideCard();
}

function step(direction) {
  const ahead = stops.filter((day) => (direction > 0 ? day > today : day < today));
  const next = direction > 0 ? ahead[0] : ahead.at(-1);
  if (next) showDay(next);
  return Boolean(next);
}

let playing = 0;
function stop() {
  clearInterval(playing);
  playing = 0;
  play.textContent = play.dataset.play;
}
function start() {
  if (!stops.some((day) => day > today)) showDay(data.from);
  play.textContent = play.dataset.pause;
  playing = setInterval(() => { if (!step(1)) stop(); }, 1400);
}

slider.max = last - first;
slider.addEventListener("input", () => { stop(); showDay(dayText(first + Number(slider.value))); });
find("#earlier").addEventListener("click", () => { stop(); step(-1); });
find("#later").addEventListener("click", () => { stop(); step(1); });
play.addEventListener("click", () => (playing ? stop() : start()));
findAll('#player input[name="kind"]').forEach((choice) => choice.addEventListener("change", showRegions));

// Marks of the changes under the slider; the thumb is 16 pixels wide.
function drawTicks() {
  const ticks = find("#ticks");
  const width = ticks.getBoundingClientRect().width;
  ticks.replaceChildren(...changeDays.map((day) => {
    const line = document.createElementNS(SVG, "line");
    const x = 8 + ((dayNumber(day) - first) / (last - first)) * (width - 16);
    const ends = { x1: x, x2: x, y1: 0, y2: 7 };
    for (const [key, value] of Object.entries(ends)) line.setAttribute(key, value);
    return line;
  }));
}

function nextDot(from, across, down) {
  const here = dots.filter((dot) => dot.ownerSVGElement === from.ownerSVGElement && !dot.classList.contains("off"));
  return here[here.indexOf(from) + (across || down)] ?? null;
}

const planes = find(".planes");
dots.forEach(name);
findAll("svg.plane").forEach((svg) => find(".dot:not(.off)", svg)?.setAttribute("tabindex", "0"));
watch(planes);
walk(planes, nextDot);
addEventListener("resize", drawTicks);
drawTicks();
showDay(data.start);
