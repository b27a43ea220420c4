// Citations: links to the paragraph, which show the sentence quoted when they are pointed at.

import { show } from "./article_pane.js";
import { element, quoted } from "./dom.js";
import { report } from "./error_banner.js";
import { view } from "./view.js";

/** A marker in an answer: `[6]`, or `[B3]` where several articles are in play. */
export function citation(cited) {
  const link = element("a", { className: "citation", href: address(cited) }, `[${cited.label}]`);
  link.setAttribute("aria-label", `Paragraph ${cited.paragraph}: ${cited.quote}`);
  link.title = `${titled(cited)}, paragraph ${cited.paragraph}`;
  return withPreview(link, cited);
}

/** The sentences quoted, each once, of several articles below the title of theirs; those that the text has word for word stand there already. */
export function quotes(citations, text = "") {
  const each = [...new Map(citations.map((one) => [key(one), one])).values()];
  const how = (one) => new Set(citations.filter((other) => key(other) === key(one)).map((other) => other.how));
  const shown = (some) => some.filter((one) => !has(text, one.quote)).map((one) => quote(one, [...how(one)]));
  const articles = [...new Set(each.map((one) => one.article_id))];
  if (articles.length < 2) return element("ul", { className: "quotes" }, ...shown(each));
  const ofArticle = (id) => {
    const cited = each.filter((one) => one.article_id === id);
    return element("li", { className: "source" }, source(cited[0]), element("ul", { className: "quotes" }, ...shown(cited)));
  };
  return element("ul", { className: "sources" }, ...articles.map(ofArticle));
}

/** Whether a text has a quote word for word, whatever stands at its end: a marker may stand before the full stop. */
function has(text, quote) {
  return text.includes(quote.replace(/[.!?]+$/, ""));
}

/** The letter of an article in the markers, and what it is. */
function source(cited) {
  const letter = cited.label.replace(/\d+$/, "");
  const link = element("a", { href: address(cited), className: "citation" }, letter);
  link.setAttribute("aria-label", `Paragraph ${cited.paragraph} in article ${letter}`);
  return element("p", {}, withPreview(link, cited), " ", element("cite", { dir: "auto" }, titled(cited)));
}

/** The title of a cited article, and of which paper and day it is, as far as that is known. */
export function titled({ title, source, published }) {
  const format = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  const day = published && new Date(published).toLocaleDateString("en-GB", format);
  const paper = source?.split(",")[0].trim(); // it may go on with a place or a day
  const known = [paper, day].filter(Boolean).join(", ");
  return known ? `${title} (${known})` : title;
}

function key({ label, start }) {
  return `${label} ${start}`;
}

/** `how` are the ways in which the sentences that cite it were verified. */
function quote(cited, how) {
  const link = element("a", { href: address(cited), className: "citation" }, `[${cited.label}]`);
  link.setAttribute("aria-label", `Paragraph ${cited.paragraph} in the article`);
  const words = element("span", { className: "quote", dir: "auto" }, quoted(cited.quote));
  const ways = how.filter(Boolean).join("; ");
  const verified = ways ? [" ", element("small", { className: "how" }, ways)] : [];
  return element("li", {}, withPreview(link, cited), " ", words, ...verified);
}

function address({ article_id: id, paragraph }) {
  return `/articles/${encodeURIComponent(id)}#p${paragraph}`;
}

/** The link, which shows the sentence quoted when it is pointed at, focused or clicked. */
function withPreview(link, cited) {
  const look = () => show(cited).catch(report);
  link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && look());
  link.addEventListener("focus", look);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab of its own
    event.preventDefault();
    view("article", link);
    look();
  });
  return link;
}
