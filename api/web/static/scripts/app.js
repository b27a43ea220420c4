// The page: a question goes out, its answer comes in, the article is beside it.

import { actions } from "./answer_actions.js";
import { offerAdding } from "./add_dialog.js";
import { Problem, get, stream } from "./api.js";
import * as conversation from "./conversation.js";
import { byId } from "./dom.js";
import * as library from "./library.js";
import { lightUp, open, show } from "./article_pane.js";
import { report } from "./error_banner.js";
import { Turn } from "./turn.js";
import { view } from "./view.js";

const field = byId("question");
const turns = byId("turns");
let running = null;

async function ask(question, before = null) {
  running?.abort();
  const stopping = (running = new AbortController());
  const turn = begin(question);
  busy(true);
  say("Reading the articles");
  await Promise.allSettled([restored, library.ready()]);
  const history = before ?? conversation.history();
  const again = () => {
    turn.shown.remove();
    ask(question, history);
  };
  try {
    const asked = { question, articles: library.asked(), history };
    for await (const { event, data } of stream("/ask/stream", asked, stopping.signal)) {
      if (event === "sources") await found(turn, data);
      else if (event === "claim") said(turn, data);
      else if (event === "done") finish(turn, data, question, history);
    }
  } catch (error) {
    if (error.name === "AbortError") turn.stopped(again);
    else if (error instanceof Problem) turn.failed(error.message, again);
    else throw error;
  } finally {
    if (running === stopping) busy(false);
  }
}

function begin(question) {
  byId("beginning").hidden = true;
  const turn = new Turn(question);
  turns.append(turn.shown);
  turn.shown.scrollIntoView({ block: "start" });
  return turn;
}

async function found(turn, data) {
  turn.sources(data);
  lightUp(data.passages);
  if (data.passages.length) await open(data.passages[0].article_id);
}

/** A sentence; of the first one the article shows at once what it rests on. */
function said(turn, claim) {
  if (turn.isEmpty) failing(show(claim.citations[0]));
  turn.claim(claim);
}

function finish(turn, answer, question, history) {
  turn.done(answer, actions(answer, again));
  conversation.remember(answer);
  say(answer.claims.length ? "Answered" : answer.text);

  function again() {
    conversation.forget(answer.id);
    turn.shown.remove();
    ask(question, history);
  }
}

/** What was answered in this tab before it was loaded again; what is gone by now is left out. */
async function restore() {
  const asked = conversation.before().map((id) => get(`/answers/${id}`));
  const results = await Promise.allSettled(asked);
  const earlier = results.filter((each) => each.status === "fulfilled").map((each) => each.value);
  turns.prepend(...earlier.map((answer) => given(answer).shown));
  if (earlier.length) byId("beginning").hidden = true;
  const failure = results.find((each) => each.status === "rejected" && each.reason.status !== 404);
  if (failure) throw failure.reason;
}

function given(answer) {
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

async function failing(work) {
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
byId("scope").addEventListener("change", () => failing(library.changed()));
byId("remove").addEventListener("click", () => failing(library.removeOpened()));
offerAdding((added) => library.load(added.id));
const restored = failing(restore());
failing(library.start());
