// The page to check a draft on: its sentences with what is found of them, the article beside them.

import { Problem, stream } from "./api.js";
import { show } from "./article_pane.js";
import { quotes } from "./citations.js";
import { byId, element } from "./dom.js";
import { filled } from "./exam.js";
import { report } from "./error_banner.js";
import * as library from "./library.js";
import { view } from "./view.js";

const FINDINGS = JSON.parse(byId("findings").textContent);
const NOT_JUDGED = JSON.parse(byId("not-judged").textContent);
const WITHOUT = JSON.parse(byId("without").textContent);
const JUDGED = JSON.parse(byId("judged").textContent);
const TEXT_FILE = /\.(txt|text|md|markdown)$/i;

const field = byId("draft");
const sentences = byId("sentences");
let running = null;

/** Check the draft, and show each of its sentences when it has been checked. */
async function check() {
  const draft = new Draft(field.value);
  const controller = (running = new AbortController());
  wrong("");
  sentences.replaceChildren();
  write(false);
  byId("counts").textContent = "Checking…";
  sentences.focus();
  try {
    await library.ready();
    const request = { draft: field.value, articles: library.chosenArticles() };
    for await (const { event, data } of stream("/check/stream", request, controller.signal)) {
      if (event === "sentence") sentences.append(draft.upTo(data.start), sentence(data, draft.upTo(data.end)));
      else if (event === "done") {
        sentences.append(draft.upTo());
        byId("counts").replaceChildren(...counts(data.counts));
        if (data.searched_without)
          byId("counts").append(element("small", {}, WITHOUT[data.searched_without]));
        if (data.judge) byId("counts").append(element("small", {}, filled(JUDGED, data.judge)));
      }
    }
  } catch (error) {
    if (error.name === "AbortError") byId("counts").textContent = "Stopped";
    else if (error instanceof Problem) {
      write(true);
      wrong(error.message);
    } else throw error;
  } finally {
    byId("stop").hidden = true;
    running = null;
  }
}

/** The draft's text, part by part; the server counts code points. */
class Draft {
  constructor(text) {
    this.characters = [...text];
    this.at = 0;
  }

  /** What stands between the last place and this one. */
  upTo(end) {
    const between = this.characters.slice(this.at, end).join("");
    this.at = end;
    return between;
  }
}

/** A sentence, coloured and with a word for what is found of it; a click shows what it rests on. */
function sentence(checked, written) {
  const [sign, word] = words(checked);
  const badge = element("span", { className: "badge" }, `${sign} ${word}`);
  const said = element("span", { className: "words" }, written);
  if (checked.kind !== "claim" || checked.finding === "no_claim") {
    return element("span", { className: "sentence no_claim" }, said, " ", badge);
  }
  const link = element("a", { href: "#finding", className: `sentence ${checked.finding}` }, said, " ", badge);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    choose(link, checked).catch(report);
  });
  return link;
}

function words({ finding, kind }) {
  const [sign, word] = FINDINGS[finding];
  return [sign, NOT_JUDGED[kind] ?? word];
}

/** Show what is found of a sentence, and in the article the sentence that it rests on. */
async function choose(link, checked) {
  sentences.querySelector("[aria-current]")?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  const [sign, word] = words(checked);
  const { citations, detail, judge, unknown } = checked;
  const notes = [
    detail,
    judge && `The judge: ${[judge.word.replace("_", " "), judge.differs].filter(Boolean).join(" – ")}`,
    unknown.length && `${unknown.map((label) => `[${label}]`).join(", ")} names no paragraph here.`,
  ];
  byId("finding").replaceChildren(
    element("h2", { className: checked.finding }, `${sign} ${word}`),
    element("p", { className: "own", dir: "auto" }, checked.text),
    ...notes.filter(Boolean).map((note) => element("p", { className: "note" }, note)),
    quotes(citations),
  );
  byId("finding").hidden = false;
  view("article", link);
  if (citations.length) await show(citations[0]);
}

function counts(numbers) {
  const some = Object.entries(numbers).filter(([, number]) => number);
  return some.map(([finding, number]) => {
    const [sign, word] = FINDINGS[finding];
    return element("span", { className: `count ${finding}` }, `${sign} ${number} ${word}`);
  });
}

/** Show the draft to be written, or what is found of it. */
function write(is) {
  byId("writing").hidden = !is;
  byId("checked").hidden = is;
  byId("stop").hidden = is;
  byId("finding").hidden = true;
  view("chat");
  if (is) field.focus();
}

function wrong(message) {
  byId("wrong").textContent = message;
  byId("wrong").hidden = !message;
}

async function take(file) {
  if (!file) return;
  if (!TEXT_FILE.test(file.name)) return wrong("A draft is a text or Markdown file: .txt or .md.");
  wrong("");
  field.value = await file.text();
  field.focus();
}

byId("writing").addEventListener("submit", (event) => {
  event.preventDefault();
  check().catch(report);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("writing").requestSubmit();
});
byId("file").addEventListener("change", ({ target }) => {
  take(target.files[0]).catch(report);
  target.value = "";
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  running?.abort();
  write(true);
  take(event.dataTransfer.files[0]).catch(report);
});
document.addEventListener("keydown", (event) => event.key === "Escape" && running?.abort());
byId("stop").addEventListener("click", () => running?.abort());
byId("edit").addEventListener("click", () => {
  running?.abort();
  write(true);
});
byId("scope").addEventListener("change", () => library.scopeChanged().catch(report));
library.start().catch(report);
