// The articles to choose from, and the one that is read.

import { get, remove } from "./api.js";
import { button, byId, element } from "./dom.js";
import { clear, goTo, open, opened } from "./article_pane.js";

const scope = byId("scope");
let articles = [];
let listed = null;

/** The ids of the articles that are asked about; none: all. */
export const asked = () => (scope.value ? [scope.value] : []);

/** Once it is known which articles there are, and so which are asked about. */
export const ready = () => listed;

/** Read the list of articles, and show the one chosen. */
export async function load(chosen = scope.value) {
  listed = list(chosen);
  await listed;
  await changed();
}

async function list(chosen) {
  articles = await get("/articles");
  const choices = articles.map(({ id, title }) => element("option", { value: id }, title));
  scope.replaceChildren(element("option", { value: "" }, "All articles"), ...choices);
  scope.value = articles.some(({ id }) => id === chosen) ? chosen : "";
}

/** Read what the address names: an article to ask about, and a paragraph to look at. */
export async function start() {
  const named = new URLSearchParams(location.search).get("article");
  await load(named ?? "");
  const paragraph = /^#p(\d+)$/.exec(location.hash);
  if (named && paragraph) goTo(paragraph[1]);
}

/** Forget the article that is shown, when the reader is sure. */
export async function removeOpened() {
  const { id, title } = articles.find((each) => each.id === opened());
  if (!confirm(`Remove “${title}”, and the answers that quote it?`)) return;
  await remove(`/articles/${encodeURIComponent(id)}`);
  clear("The article was removed.");
  await load();
}

/** Another article is chosen. */
export async function changed() {
  const id = scope.value || articles[0]?.id;
  history.replaceState(null, "", scope.value ? `/?article=${encodeURIComponent(id)}${location.hash}` : "/");
  if (!id) {
    byId("suggestions").replaceChildren();
    return clear("There is no article yet. Add one by link, file or text.");
  }
  await Promise.all([open(id), suggest(id)]);
}

async function suggest(id) {
  const questions = await get(`/articles/${encodeURIComponent(id)}/questions`);
  const offers = questions.map((question) => button(question, () => ask(question), { className: "suggestion" }));
  byId("suggestions").replaceChildren(...offers.map((offer) => element("li", {}, offer)));
}

function ask(question) {
  byId("question").value = question;
  byId("ask").requestSubmit();
}
