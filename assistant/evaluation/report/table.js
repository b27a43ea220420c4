// The table of questions: it filters and sorts. All text is in the page already: nothing here or in
// reading.js makes markup of it.
"use strict";

const byId = (id) => document.getElementById(id);
const rows = [...document.querySelectorAll("#table tbody tr")];

const linked = (row) => decodeURIComponent(row.querySelector("a").hash.slice(1));
const answerOf = (row) => byId(linked(row));
const texts = new Map();

function textOf(row) {
  if (!texts.has(row)) {
    const said = [...answerOf(row).querySelectorAll(".said")].map((each) => each.textContent);
    texts.set(row, [row.querySelector("th").textContent, ...said].join(" ").toLowerCase());
  }
  return texts.get(row);
}

function filter() {
  const words = byId("find").value.toLowerCase().split(/\s+/);
  const [kind, outcome, misses] = [byId("kind").value, byId("outcome").value, byId("misses").checked];
  let shown = 0;
  for (const row of rows) {
    const { dataset } = row;
    const fits =
      (!kind || dataset.kind === kind) &&
      (!outcome || dataset.outcome === outcome) &&
      (!misses || "miss" in dataset) &&
      words.every((word) => textOf(row).includes(word));
    row.hidden = !fits;
    shown += fits;
  }
  byId("shown").textContent = `${shown} of ${rows.length} questions`;
}

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function sort(head) {
  const up = head.getAttribute("aria-sort") !== "ascending";
  for (const each of head.parentNode.cells) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const value = (row) => {
    const cell = row.cells[head.cellIndex];
    return head.dataset.sort === "text" ? cell.textContent : cell.dataset.value;
  };
  const compare = (one, other) =>
    head.dataset.sort === "text" ? collator.compare(one, other) : Number(one) - Number(other);
  const sorted = [...rows].sort((a, b) => {
    const [one, other] = [value(a), value(b)];
    if (one === "" || other === "") return (one === "") - (other === ""); // unscored: last
    return up ? compare(one, other) : compare(other, one);
  });
  rows.splice(0, rows.length, ...sorted);
  document.querySelector("#table tbody").append(...rows);
}

for (const head of document.querySelectorAll("#table thead th")) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  button.addEventListener("click", () => sort(head));
  head.append(button);
}

for (const row of rows) {
  row.addEventListener("click", (event) => {
    if (!event.target.closest("a") && !getSelection().toString()) location.hash = row.querySelector("a").hash;
  });
}

const filters = document.querySelector(".filters");
filters.hidden = false;
filters.addEventListener("input", filter);
filters.addEventListener("submit", (event) => event.preventDefault());
byId("see-misses")?.addEventListener("click", () => {
  byId("misses").checked = true;
  filter();
});
filter();
