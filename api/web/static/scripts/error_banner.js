// The banner for errors of the page itself, which nobody would look for in the console.

import { button, byId } from "./dom.js";

/** Show an error that no code has foreseen. */
export function report(error) {
  console.error(error);
  const message = error instanceof Error ? error.message : String(error);
  byId("trouble").replaceChildren(
    `Something went wrong in this page: ${message} `,
    button("Reload", () => location.reload()),
    button("Dismiss", () => (byId("trouble").hidden = true), { className: "quiet" }),
  );
  byId("trouble").hidden = false;
}

window.addEventListener("error", (event) => report(event.error ?? event.message));
window.addEventListener("unhandledrejection", (event) => report(event.reason));
