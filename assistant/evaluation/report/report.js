// The table that filters and sorts, and a question's answer beside its articles. All text is in
// the page already: nothing here makes markup of it.
"use strict";

const byId = (id) => document.getElementById(id);
const rows = [...document.querySelectorAll("#table tbody tr")];
const root = document.documentElement;

// --- The table ----------------------------------------------------------------------------------

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

// --- A question ---------------------------------------------------------------------------------

const articles = [...document.querySelectorAll("article")];
let marked = [];
let place = 0;

/** Offsets count characters as the articles' paragraphs do: code points. */
const slice = (text, start, end) => [...text].slice(start, end).join("");

function tag(paragraph, name) {
  paragraph.classList.add(name);
  let tags = paragraph.querySelector(".tags");
  if (!tags) {
    tags = document.createElement("span");
    tags.className = "tags";
    paragraph.querySelector("p").before(tags);
    marked.push(paragraph);
  }
  const made = document.createElement("b");
  made.className = "tag";
  made.textContent = name;
  tags.append(made);
}

function unmark() {
  for (const paragraph of marked) {
    paragraph.classList.remove("gold", "cited");
    paragraph.querySelector(".tags").remove();
    const text = paragraph.querySelector("p");
    text.textContent = text.textContent;
  }
  marked = [];
}

/** Mark the stretches of a paragraph's text, which may overlap. */
function highlight(paragraph, stretches) {
  const text = paragraph.querySelector("p");
  const all = text.textContent;
  const parts = [];
  let at = 0;
  for (const [start, end] of stretches.sort(([one], [other]) => one - other)) {
    if (end <= at) continue;
    const mark = document.createElement("mark");
    mark.textContent = slice(all, Math.max(start, at), end);
    parts.push(slice(all, at, Math.max(start, at)), mark);
    at = end;
  }
  text.replaceChildren(...parts, slice(all, at));
}

function markUp(answer) {
  unmark();
  for (const id of answer.dataset.gold.split(" ").filter(Boolean)) tag(byId(id), "gold");
  const cited = new Map();
  for (const link of answer.querySelectorAll(".claims a.citation")) {
    const paragraph = byId(link.hash.slice(1));
    if (!paragraph) continue;
    const stretches = cited.get(paragraph) ?? [];
    cited.set(paragraph, [...stretches, [Number(link.dataset.start), Number(link.dataset.end)]]);
  }
  for (const [paragraph, stretches] of cited) {
    tag(paragraph, "cited");
    highlight(paragraph, stretches);
  }
}

function go(target, block = "center") {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target?.scrollIntoView({ block, behavior: still ? "instant" : "smooth" });
}

function open(answer) {
  if (root.dataset.view !== "question") place = scrollY;
  document.querySelector(".answer.shown")?.classList.remove("shown");
  answer.classList.add("shown");
  const numbers = answer.dataset.articles.split(" ");
  for (const each of articles) each.classList.toggle("shown", numbers.includes(each.dataset.number));
  markUp(answer);
  root.dataset.view = "question";
  scrollTo(0, 0);
  document.querySelector(".answers").scrollTop = 0;
  const pane = document.querySelector(".articles");
  const first = pane.querySelector("article.shown .paragraph:is(.cited, .gold)");
  const isBeside = getComputedStyle(pane).overflowY === "auto";
  pane.scrollTop = 0;
  if (first && isBeside) first.scrollIntoView({ block: "center", behavior: "instant" });
  const shown = rows.filter((row) => !row.hidden);
  const at = shown.findIndex((row) => linked(row) === answer.id);
  byId("place").textContent = at < 0 ? "" : `${at + 1} of ${shown.length}`;
  turn(byId("previous"), shown[at - 1]);
  turn(byId("next"), at < 0 ? undefined : shown[at + 1]);
  answer.focus({ preventScroll: true });
}

function turn(button, row) {
  button.disabled = !row;
  button.onclick = () => (location.hash = row.querySelector("a").hash);
}

function route() {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // as it stands, then
  }
  const answer = id.startsWith("q-") ? byId(id) : null;
  if (answer) {
    open(answer);
    return;
  }
  const returning = root.dataset.view === "question";
  root.dataset.view = "all";
  if (returning) scrollTo({ top: place, behavior: "instant" });
}

document.querySelector(".answers").addEventListener("click", (event) => {
  const link = event.target.closest("a.citation, a.passage");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(byId(link.hash.slice(1)));
});
byId("to-article").addEventListener("click", () => go(document.querySelector("article.shown .paragraph:is(.cited, .gold)") ?? document.querySelector(".articles"), "start"));
byId("to-answer").addEventListener("click", () => scrollTo({ top: 0 }));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && root.dataset.view === "question") byId("back").click();
});
addEventListener("hashchange", route);

document.querySelector(".bar").hidden = false;
document.querySelector(".legend").hidden = false;
filter();
route();
