// A question and its answer, as it comes.

import { citation, quotes, titled } from "./citations.js";
import { button, byId, element } from "./dom.js";
import { filled } from "./exam.js";

// The server puts its words into the page: why a sentence is withheld, how the others were verified.
const REASONS = JSON.parse(byId("reasons").textContent);
const CHECKING = JSON.parse(byId("checking").textContent);

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

  /** Say which paragraphs are being read, and whether each sentence stands on a line of its own. */
  sources({ standalone_question: standalone, passages, is_list: isList }) {
    this.text.classList.toggle("list", Boolean(isList));
    this.text.role = isList ? "list" : null;
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
    if (!this.isEmpty) this.text.append(this.text.classList.contains("list") ? "\n" : " ");
    const whose = ["article", "ledger"].includes(claim.basis) ? claim.basis : "model";
    const sentence = element("span", { className: `claim by-${whose}`, role: this.text.role && "listitem" });
    sentence.append(...pieces(claim));
    this.text.append(sentence);
  }

  /** Show the whole answer; `actions` are the buttons below it, `offered` is what else can be asked. */
  done(answer, actions, offered) {
    this.waiting.remove();
    if (!answer.claims.length) this.text.textContent = answer.text;
    this.shown.classList.add(answer.outcome);
    this.below.replaceChildren(
      ...(answer.failure ? [element("p", { className: "failure" }, answer.failure)] : []),
      ...needed(answer),
      ...(answer.notes ?? []).map(({ text }) => element("p", { className: "note" }, text)),
      ...evidence(answer),
      ...checking(answer),
      ...(answer.claims.length || !offered ? [] : [offered]),
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
  const citations = answer.claims.flatMap((claim) =>
    claim.citations.map((each) => ({ ...each, how: CHECKING.how[claim.verified] })),
  );
  if (citations.length) return [quotes(citations, answer.text)];
  if (!answer.closest) return [];
  const of = element("cite", { dir: "auto" }, titled(answer.closest));
  return [element("p", { className: "note" }, "The closest passage, of ", of, ":"), quotes([answer.closest])];
}

/** Where a reader learns how to set the model that is needed. */
function needed({ outcome }) {
  if (outcome !== "needs_model") return [];
  return [element("p", { className: "note" }, element("a", { href: "/guide/models" }, "How to set a language model"))];
}

/** How each sentence was verified, what is withheld and why, and what its judge's exam says. */
function checking(answer) {
  const { claims, withheld } = answer;
  if (!claims.length && !withheld.length) return [];
  const line = element("p", { className: "judging", dir: "auto" }, judging(answer));
  const isJudged = claims.some((claim) => claim.verified === "judge");
  const summary = element("summary", {}, CHECKING.question, ...counted(withheld));
  const details = element(
    "details",
    { className: "how-checked" },
    summary,
    element("ol", {}, ...claims.map(verified)),
    element("ul", { className: "withheld" }, ...withheld.map(reason)),
    isJudged ? null : line,
    element("a", { href: "/guide/checking#how-a-sentence-was-verified" }, "What this means"),
  );
  return isJudged ? [line, details] : [details];
}

function counted({ length }) {
  if (!length) return [];
  const count = length === 1 ? "1 sentence" : `${length} sentences`;
  return [" ", element("small", {}, `${count} of the model withheld`)];
}

function verified({ text, verified: way }) {
  return element("li", { dir: "auto" }, text, " ", element("small", { className: "how" }, CHECKING.how[way]));
}

function reason({ reason: name, detail }) {
  return element("li", { dir: "auto" }, "Withheld: ", REASONS[name] ?? name, detail ? `: ${detail}` : "");
}

/** Whether a model judged what the rules left open; as `judging` of `api.presentation.checking_words`. */
function judging({ judged, judge, calls }) {
  const lines = CHECKING.judging;
  if (judged) {
    if (!judge) return lines.judged_unexamined;
    return filled(judged.yes + judged.no ? lines.judged : lines.no_verdict, judge);
  }
  if (!calls.length) return lines.no_model;
  if (!judge) return lines.unexamined;
  return filled(judge.passed ? lines.not_needed : lines.not_passed, judge);
}
