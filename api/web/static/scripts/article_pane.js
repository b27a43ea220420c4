// The article beside the answer, with the passages that were found and the sentence that is cited.

import { Problem, page } from "./api.js";
import { byId, element, slice } from "./dom.js";

const pane = byId("article");
let shown = { id: null, loading: null };
let passagesFound = [];
let marked = null;

/** Show an article, unless it is there already. */
export function open(id) {
  if (shown.id !== id) {
    const loading = load(id);
    shown = { id, loading };
    loading.catch(() => {
      if (shown.loading === loading) shown = { id: null, loading: null };
    });
  }
  return shown.loading;
}

/** The id of the article that is shown. */
export const openedId = () => shown.id;

async function load(id) {
  const article = (await page(`/articles/${encodeURIComponent(id)}`)).querySelector("article");
  if (shown.id !== id) return; // another one was opened while this one was on its way
  pane.replaceChildren(document.importNode(article, true));
  pane.scrollTop = 0;
  offerRemoving(true);
  lightShown();
}

/** Show a message in place of an article. */
export function clear(message) {
  shown = { id: null, loading: null };
  pane.replaceChildren(element("p", { className: "empty" }, message));
  offerRemoving(false);
}

/** Where a page lets readers remove an article. */
function offerRemoving(is) {
  byId("remove")?.toggleAttribute("hidden", !is);
}

/** Light up the paragraphs that a search found, in this article and in the next one opened. */
export function lightUp(passages) {
  passagesFound = passages;
  lightShown();
}

function lightShown() {
  const here = passagesFound.filter((each) => each.article_id === shown.id);
  const lit = new Set(here.map((each) => `p${each.paragraph}`));
  for (const each of pane.querySelectorAll(".paragraph")) {
    each.classList.toggle("found", lit.has(each.id));
  }
}

/** Go to a cited paragraph and mark the sentence quoted; returns the paragraph. */
export async function show(citation) {
  await open(citation.article_id);
  if (shown.id !== citation.article_id) return null;
  const paragraph = at(citation.paragraph);
  if (paragraph) {
    mark(paragraph, citation);
    scrollTo(paragraph.querySelector("mark"));
  }
  return paragraph;
}

/** Go to a paragraph by its number. */
export function goTo(number) {
  const paragraph = at(number);
  if (!paragraph) return;
  unmark();
  paragraph.classList.add("cited");
  scrollTo(paragraph);
}

function at(number) {
  return pane.querySelector(`#p${Number(number)}`);
}

function mark(paragraph, { quote, start, end }) {
  unmark();
  const text = paragraph.querySelector("p");
  const all = text.textContent;
  paragraph.classList.add("cited");
  if (slice(all, start, end) !== quote) {
    throw new Problem(0, "The article was changed after this answer: the sentence is gone.");
  }
  marked = { text, all };
  text.replaceChildren(slice(all, 0, start), element("mark", {}, quote), slice(all, end));
}

function unmark() {
  marked?.text.replaceChildren(marked.all);
  marked = null;
  pane.querySelector(".cited")?.classList.remove("cited");
}

function scrollTo(target) {
  if (!target.checkVisibility()) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  target.scrollIntoView({ block: "center", behavior: still ? "instant" : "smooth" });
}
