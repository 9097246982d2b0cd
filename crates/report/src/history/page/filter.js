// The filter of the timeline, and the table saved as CSV.

const filter = find("#filter");
const rows = findAll(".row");

function countryMatches(wanted, country) {
  if (!wanted) return true;
  return wanted === "other" ? country !== "US" && country !== "CN" : country === wanted;
}

function matches(row, wish) {
  return (
    countryMatches(wish.country, row.dataset.country) &&
    (!wish.market || row.dataset.market === wish.market) &&
    wish.find.every((word) => row.dataset.find.includes(word)) &&
    (!wish.changed || row.dataset.changed === "true")
  );
}

function applyFilter() {
  const wish = {
    country: filter.elements.country.value,
    market: filter.elements.market.value,
    find: filter.elements.find.value.toLowerCase().split(/\s+/).filter(Boolean),
    changed: filter.elements.changed.checked,
  };
  rows.forEach((row) => { row.hidden = !matches(row, wish); });
  findAll(".vendor").forEach((group) => { group.hidden = !find(".row:not([hidden])", group); });
  const shown = rows.filter((row) => !row.hidden);
  find("#shown").textContent = filled("shown", { shown: shown.length, count: rows.length });
  findAll('#strips .s[tabindex="0"]').forEach((stretch) => stretch.setAttribute("tabindex", "-1"));
  shown.map((row) => find(".s", row)).find(Boolean)?.setAttribute("tabindex", "0");
  hideCard();
}

filter.addEventListener("input", applyFilter);
filter.addEventListener("submit", (event) => event.preventDefault());
applyFilter();

// The same names of columns as `chipgate history --format csv`, and a few more.
const COLUMNS = [
  ["chip", (chip) => chip.id],
  ["from", (chip, span) => span.from],
  ["until", (chip, span) => span.until],
  ["us", (chip, span) => span.seller],
  ["cn", (chip, span) => span.buyer],
  ["verdict", (chip, span) => span.verdict],
  ["eccn", (chip, span) => span.eccn.join(";")],
  ["review_policy", (chip, span) => span.review],
  ["instrument", (chip, span) => data.causes[span.cause]?.citation ?? ""],
  ["url", (chip, span) => data.causes[span.cause]?.url ?? ""],
  ["missing", (chip, span) => span.missing.join(";")],
  ["name", (chip) => chip.name],
  ["vendor", (chip) => chip.vendor[0]],
  ["country", (chip) => chip.vendor[1]],
  ["market", (chip) => chip.market],
];
const cell = (text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function csv() {
  const lines = [COLUMNS.map(([title]) => title)];
  for (const chip of data.chips) {
    for (const span of chip.spans) lines.push(COLUMNS.map(([, read]) => cell(String(read(chip, span)))));
  }
  return lines.map((line) => line.join(",")).join("\n") + "\n";
}

find("#csv").addEventListener("click", (event) => {
  const link = event.currentTarget;
  if (!link.href.startsWith("blob:")) {
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
  }
});
