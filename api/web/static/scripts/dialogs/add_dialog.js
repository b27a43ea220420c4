// The dialog that adds an article: by link, file or text, with progress.

import { Problem, stream } from "../api.js";
import { byId } from "../dom.js";

const dialog = byId("adding");
let controller = null;

/** Let the reader add articles; `added` is called with each, once it is there. */
export function offerAdding(added) {
  byId("add").addEventListener("click", openDialog);
  byId("adding-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => controller?.abort());
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    add(added);
  });
}

function openDialog() {
  dialog.querySelector("form").reset();
  showStatus();
  dialog.showModal();
  byId("adding-url").focus();
}

async function add(added) {
  const input = article();
  if (!input) return showError("Give a link, a file or the text.");
  showStatus("Reading it");
  controller = new AbortController();
  byId("adding-send").disabled = true;
  try {
    for await (const { event, data } of stream("/articles", input, controller.signal)) {
      if (event === "progress") showProgress(data);
      if (event === "done") {
        dialog.close();
        await added(data);
      }
    }
  } catch (error) {
    if (error.name === "AbortError") return;
    if (!(error instanceof Problem)) throw error;
    showError(error.message);
  } finally {
    byId("adding-send").disabled = false;
    dialog.querySelector(".progress").hidden = true;
  }
}

/** The article as a link, a form with a file, or a text; null where nothing is there. */
function article() {
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

function showProgress({ title, done, total }) {
  dialog.querySelector(".progress").hidden = false;
  Object.assign(byId("adding-progress"), { max: total, value: done });
  byId("adding-said").textContent = `${title}: ${done} of ${total} paragraphs`;
}

function showStatus(status = "") {
  byId("adding-said").textContent = status;
  byId("adding-wrong").hidden = true;
}

function showError(message) {
  byId("adding-said").textContent = "";
  byId("adding-wrong").textContent = message;
  byId("adding-wrong").hidden = false;
}
