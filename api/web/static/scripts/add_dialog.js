// The dialog that adds an article: by link, file or text, with progress.

import { Problem, stream } from "./api.js";
import { byId } from "./dom.js";

const dialog = byId("adding");
let stopping = null;

/** Let the reader add articles; `added` is told of each, once it is there. */
export function offerAdding(added) {
  byId("add").addEventListener("click", openIt);
  byId("adding-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => stopping?.abort());
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    add(added);
  });
}

function openIt() {
  dialog.querySelector("form").reset();
  quiet();
  dialog.showModal();
  byId("adding-url").focus();
}

async function add(added) {
  const given = what();
  if (!given) return wrong("Give a link, a file or the text.");
  quiet("Reading it");
  stopping = new AbortController();
  byId("adding-send").disabled = true;
  try {
    for await (const { event, data } of stream("/articles", given, stopping.signal)) {
      if (event === "progress") progress(data);
      if (event === "done") {
        dialog.close();
        await added(data);
      }
    }
  } catch (error) {
    if (error.name === "AbortError") return;
    if (!(error instanceof Problem)) throw error;
    wrong(error.message);
  } finally {
    byId("adding-send").disabled = false;
    dialog.querySelector(".progress").hidden = true;
  }
}

function what() {
  const [file] = byId("adding-file").files;
  const url = byId("adding-url").value.trim();
  const text = byId("adding-text").value;
  if (url) return { url };
  if (file) {
    const form = new FormData();
    form.append("file", file);
    return form;
  }
  return text.trim() ? { text } : null;
}

function progress({ title, done, total }) {
  dialog.querySelector(".progress").hidden = false;
  Object.assign(byId("adding-progress"), { max: total, value: done });
  byId("adding-said").textContent = `${title}: ${done} of ${total} paragraphs`;
}

function quiet(said = "") {
  byId("adding-said").textContent = said;
  byId("adding-wrong").hidden = true;
}

function wrong(message) {
  byId("adding-said").textContent = "";
  byId("adding-wrong").textContent = message;
  byId("adding-wrong").hidden = false;
}
