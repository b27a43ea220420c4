// A question and its answer, as it comes.

import { citation, quotes } from "./citations.js";
import { button, byId, element } from "./dom.js";

// Why a sentence is withheld, by reason; the server puts it into the page, in the check's own words.
const REASONS = JSON.parse(byId("reasons").textContent);

/** What is shown of one question, from its first event to its last. */
export class Turn {
  constructor(question) {
    this.understood = element("p", { className: "understood", hidden: true });
    this.text = element("p", { className: "answer", dir: "auto" });
    this.waiting = element("p", { className: "waiting" }, "Reading the articles");
    this.below = element("div", { className: "below" });
    this.shown = element(
      "section",
      { className: "turn" },
      element("h2", { className: "question", dir: "auto" }, question),
      this.understood,
      this.text,
      this.waiting,
      this.below,
    );
    this.question = question;
  }

  /** Say which paragraphs are being read. */
  sources({ standalone_question: standalone, passages }) {
    if (standalone !== this.question) {
      this.understood.hidden = false;
      this.understood.replaceChildren("Understood as: ", element("q", { dir: "auto" }, standalone));
    }
    const places = passages.map((each) => each.paragraph).join(", ");
    const articles = new Set(passages.map((each) => each.article_id));
    const where = articles.size === 1 ? `paragraphs ${places}` : `${articles.size} articles`;
    this.waiting.textContent = `Reading ${where}`;
  }

  /** Whether no sentence is there yet. */
  get isEmpty() {
    return !this.text.hasChildNodes();
  }

  /** Show a sentence that has passed the check. */
  claim(claim) {
    if (!this.isEmpty) this.text.append(" ");
    const whose = ["article", "ledger"].includes(claim.basis) ? claim.basis : "model";
    const sentence = element("span", { className: `claim by-${whose}` });
    sentence.append(...pieces(claim));
    this.text.append(sentence);
  }

  /** Show the whole answer; `actions` are the buttons below it. */
  done(answer, actions) {
    this.waiting.remove();
    if (!answer.claims.length) this.text.textContent = answer.text;
    this.shown.classList.add(answer.outcome);
    this.below.replaceChildren(
      ...(answer.failure ? [element("p", { className: "failure" }, answer.failure)] : []),
      ...(answer.notes ?? []).map(({ text }) => element("p", { className: "note" }, text)),
      ...evidence(answer),
      ...withheld(answer.withheld),
      element("div", { className: "actions" }, ...actions),
    );
  }

  /** Show why there is no answer, and a button to ask again. */
  failed(message, again) {
    this.waiting.remove();
    const actions = element("div", { className: "actions" }, button("Ask again", again));
    this.below.replaceChildren(element("p", { className: "wrong", role: "alert" }, message), actions);
  }

  /** Show that the reader has stopped it, and a button to ask again. */
  stopped(again) {
    this.waiting.remove();
    const actions = element("div", { className: "actions" }, button("Ask again", again));
    this.below.replaceChildren(element("p", { className: "note" }, "Stopped."), actions);
  }
}

/** A claim's text, with links in place of its markers. */
function pieces({ text, citations }) {
  const cited = new Map(citations.map((each) => [`[${each.label}]`, each]));
  return text.split(/(\[[^[\]]+\])/).map((part) => {
    const marker = cited.get(part);
    return marker ? citation(marker) : part;
  });
}

function evidence(answer) {
  const citations = answer.claims.flatMap((claim) => claim.citations);
  if (citations.length) return [quotes(citations, answer.text)];
  if (!answer.closest) return [];
  return [element("p", { className: "note" }, "The closest passage:"), quotes([answer.closest])];
}

function withheld(sentences) {
  if (!sentences.length) return [];
  const count = sentences.length === 1 ? "1 sentence" : `${sentences.length} sentences`;
  const reasons = sentences.map(({ reason, detail }) =>
    element("li", { dir: "auto" }, REASONS[reason] ?? reason, detail ? `: ${detail}` : ""),
  );
  const summary = element("summary", {}, `${count} of the model withheld`);
  return [element("details", { className: "withheld" }, summary, element("ul", {}, ...reasons))];
}
