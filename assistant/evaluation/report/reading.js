// A question's answer beside its articles, with the paragraphs marked; after table.js, whose rows
// are what is gone through.

const root = document.documentElement;
const articles = [...document.querySelectorAll("article")];
let marked = [];
let place = 0;

/** Offsets count characters as the articles' paragraphs do: code points. */
const slice = (text, start, end) => [...text].slice(start, end).join("");

function tag(paragraph, name, text = name) {
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
  made.textContent = text;
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
    const { label, start, end } = link.dataset;
    const { stretches } = cited.get(paragraph) ?? { stretches: [] };
    cited.set(paragraph, { label, stretches: [...stretches, [Number(start), Number(end)]] });
  }
  for (const [paragraph, { label, stretches }] of cited) {
    const isLettered = /^[A-Z]/.test(label); // with several articles in play
    tag(paragraph, "cited", isLettered ? `cited [${label}]` : "cited");
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
  const left = document.querySelector(".answer.shown");
  root.dataset.view = "all";
  if (!left) return;
  left.classList.remove("shown");
  scrollTo({ top: place, behavior: "instant" });
  rows.find((row) => linked(row) === left.id)?.querySelector("a").focus({ preventScroll: true });
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
route();
