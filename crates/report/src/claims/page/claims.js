// The filter of the claims.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const filter = document.querySelector("#filter");
  const claims = [...document.querySelectorAll("article.claim")];
  const output = document.querySelector("#shown");
  const matches = (claim, wish) =>
    (!wish.article || claim.dataset.article === wish.article) &&
    (!wish.verdict || claim.dataset.verdict === wish.verdict) &&
    wish.find.every((word) => claim.dataset.find.includes(word));
  const apply = () => {
    const fields = filter.elements;
    const wish = {
      article: fields.article.value,
      verdict: fields.verdict.value,
      find: fields.find.value.toLowerCase().split(/\s+/).filter(Boolean),
    };
    let shown = 0;
    claims.forEach((claim) => {
      claim.hidden = !matches(claim, wish);
      shown += claim.hidden ? 0 : 1;
    });
    document.querySelectorAll(".article").forEach((section) => {
      section.hidden = !section.querySelector("article.claim:not([hidden])");
    });
    document.querySelector("#none").hidden = shown > 0;
    output.textContent = output.dataset.text.replace("{shown}", shown).replace("{count}", claims.length);
  };
  filter.addEventListener("input", apply);
  filter.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();
