// On a narrow screen either the answers or the article is shown.

import { byId } from "./dom.js";

let cameFrom = null;

/** Show "chat" or "article"; `from` is where the reader goes back to. */
export function view(name, from = null) {
  document.body.dataset.view = name;
  if (name === "article") cameFrom = from;
}

function back() {
  view("chat");
  cameFrom?.scrollIntoView({ block: "center" });
  cameFrom?.focus({ preventScroll: true });
}

byId("back").addEventListener("click", back);
byId("read").addEventListener("click", () => view("article", byId("read")));
