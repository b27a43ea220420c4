// The page: a question goes out, its answer comes in, the article is beside it.

import { offerAdding } from "./dialogs/add_dialog.js";
import { actions } from "./answer_actions.js";
import { Problem, get, stream } from "./api.js";
import { lightUp, open, show } from "./article_pane.js";
import * as conversation from "./conversation.js";
import { byId } from "./dom.js";
import { report } from "./error_banner.js";
import * as library from "./library.js";
import { Turn } from "./turn.js";
import { view } from "./view.js";

const field = byId("question");
const turns = byId("turns");
let running = null;

/** Ask a question and show its answer as it comes; `before` are the turns that it follows. */
async function ask(question, before = null) {
  running?.abort();
  const controller = (running = new AbortController());
  const turn = newTurn(question);
  busy(true);
  say("Reading the articles");
  await Promise.allSettled([restored, library.ready()]);
  const history = before ?? conversation.history();
  const again = () => {
    turn.shown.remove();
    ask(question, history);
  };
  try {
    const request = { question, articles: library.chosenArticles(), history };
    for await (const { event, data } of stream("/ask/stream", request, controller.signal)) {
      if (event === "sources") await showSources(turn, data);
      else if (event === "claim") showClaim(turn, data);
      else if (event === "done") finish(turn, data, question, history);
    }
  } catch (error) {
    if (error.name === "AbortError") turn.stopped(again);
    else if (error instanceof Problem) turn.failed(error.message, again);
    else throw error;
  } finally {
    if (running === controller) busy(false);
  }
}

function newTurn(question) {
  byId("beginning").hidden = true;
  const turn = new Turn(question);
  turns.append(turn.shown);
  turn.shown.scrollIntoView({ block: "start" });
  return turn;
}

async function showSources(turn, data) {
  turn.sources(data);
  lightUp(data.passages);
  if (data.passages.length) await open(data.passages[0].article_id);
}

/** Show a sentence; for the first one the article shows at once the paragraph that it cites. */
function showClaim(turn, claim) {
  if (turn.isEmpty) reporting(show(claim.citations[0]));
  turn.claim(claim);
}

function finish(turn, answer, question, history) {
  turn.done(answer, actions(answer, again), library.offered());
  conversation.remember(answer);
  say(answer.claims.length ? "Answered" : answer.text);

  function again() {
    conversation.forget(answer.id);
    turn.shown.remove();
    ask(question, history);
  }
}

/** Show the answers given in this tab before it was loaded again, without those that are gone. */
async function restore() {
  const requests = conversation.before().map((id) => get(`/answers/${id}`));
  const results = await Promise.allSettled(requests);
  const earlier = results.filter((each) => each.status === "fulfilled").map((each) => each.value);
  turns.prepend(...earlier.map((answer) => kept(answer).shown));
  if (earlier.length) byId("beginning").hidden = true;
  const failure = results.find((each) => each.status === "rejected" && each.reason.status !== 404);
  if (failure) throw failure.reason;
}

function kept(answer) {
  const turn = new Turn(answer.question);
  turn.sources({ ...answer, passages: [] });
  answer.claims.forEach((claim) => turn.claim(claim));
  finish(turn, answer, answer.question, conversation.history());
  return turn;
}

function busy(is) {
  byId("send").hidden = is;
  byId("stop").hidden = !is;
  if (!is) running = null;
}

function say(message) {
  byId("status").textContent = message;
}

/** Do the work; what fails in it is reported in the page. */
async function reporting(work) {
  try {
    await work;
  } catch (error) {
    report(error);
  }
}

byId("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  const question = field.value.trim().replace(/\s+/g, " ");
  if (!question) return;
  field.value = "";
  view("chat");
  ask(question);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    byId("ask").requestSubmit();
  }
});
document.addEventListener("keydown", (event) => event.key === "Escape" && running?.abort());
byId("stop").addEventListener("click", () => running?.abort());
byId("scope").addEventListener("change", () => reporting(library.scopeChanged()));
byId("remove").addEventListener("click", () => reporting(library.removeOpened()));
offerAdding((added) => library.load(added.id));
const restored = reporting(restore());
reporting(library.start());
