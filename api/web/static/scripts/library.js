// The articles to choose from, and the one that is read.

import { get, remove } from "./api.js";
import { button, byId, element } from "./dom.js";
import { clear, goTo, open, openedId } from "./article_pane.js";

const scope = byId("scope");
const suggestions = byId("suggestions"); // not where drafts are checked
let articles = [];
let listing = null;
let suggested = { id: null, questions: [] };

/** The ids of the articles that are asked about; none means all. */
export const chosenArticles = () => (scope.value ? [scope.value] : []);

/** A promise that is kept once the articles are listed, and so those asked about are known. */
export const ready = () => listing;

/** Read the list of articles, and show the one chosen. */
export async function load(chosen = scope.value) {
  listing = list(chosen);
  await listing;
  await scopeChanged();
}

async function list(chosen) {
  articles = await get("/articles"); // the latest: of a large library, not all
  if (chosen && !articles.some(({ id }) => id === chosen)) {
    const named = await get(`/articles?articles=${encodeURIComponent(chosen)}`).catch(() => []);
    articles.push(...named);
  }
  const choices = articles.map(({ id, title }) => element("option", { value: id }, title));
  scope.replaceChildren(element("option", { value: "" }, "All articles"), ...choices);
  scope.value = articles.some(({ id }) => id === chosen) ? chosen : "";
}

/** Begin with the article and the paragraph that the page's address names. */
export async function start() {
  const named = new URLSearchParams(location.search).get("article");
  keepArticle(named); // the other page may be asked for before the articles are listed
  await load(named ?? "");
  const paragraph = /^#p(\d+)$/.exec(location.hash);
  if (named && paragraph) goTo(paragraph[1]);
}

/** Remove the article that is shown, when the reader is sure. */
export async function removeOpened() {
  const { id, title } = articles.find((each) => each.id === openedId());
  if (!confirm(`Remove “${title}”, and the answers that quote it?`)) return;
  await remove(`/articles/${encodeURIComponent(id)}`);
  clear("The article was removed.");
  await load("");
}

/** Show the article that was chosen, and questions about it. */
export async function scopeChanged() {
  const id = scope.value || articles[0]?.id;
  const query = keepArticle(scope.value);
  history.replaceState(null, "", `${location.pathname}${query}${query && location.hash}`);
  if (!id) {
    suggestions?.replaceChildren();
    return clear("There is no article yet. Add one by link, file or text.");
  }
  await Promise.all([open(id), suggestions && suggest(id)]);
}

/** Let the links to the other page lead to the article with this id, or to all; return their query. */
function keepArticle(id) {
  const query = id ? `?article=${encodeURIComponent(id)}` : "";
  for (const link of document.querySelectorAll("[data-keeps-article]")) link.search = query;
  return query;
}

async function suggest(id) {
  suggested = { id, questions: await get(`/articles/${encodeURIComponent(id)}/questions`) };
  suggestions.replaceChildren(...offers());
}

/** Questions to the article that is asked about, or the first one, as items of a list: a click asks one. */
function offers() {
  const { id, questions } = suggested;
  const offer = (question) => button(question, () => ask(question, id), { className: "suggestion" });
  return questions.map((question) => element("li", {}, offer(question)));
}

/** What else can be asked, below an answer that has no sentence. */
export function offered() {
  const { id, questions } = suggested;
  const article = articles.find((each) => each.id === id);
  if (!article || !questions.length) return null;
  const title = element("cite", { dir: "auto" }, article.title);
  const lead = element("p", { className: "note" }, "You can ask, for example, of ", title, ":");
  return element("div", { className: "offered" }, lead, element("ul", { className: "suggestions" }, ...offers()));
}

/** Ask the article from which the question was made: it is chosen, and so are the next ones asked. */
function ask(question, id) {
  scope.value = id;
  byId("question").value = question;
  byId("ask").requestSubmit();
}
