// What a reader can do with an answer: copy it, say whether it helped, ask again.

import { Problem, post } from "./api.js";
import { titled } from "./citations.js";
import { button, element, quoted } from "./dom.js";
import { report } from "./error_banner.js";

/** The buttons below an answer: nothing can be done with small talk. */
export function actions(answer, again) {
  if (answer.outcome === "small_talk") return [];
  if (answer.outcome === "needs_model") return [button("Ask again", again)];
  const copyButton = button("Copy", () => copy(answer, copyButton).catch(report));
  const rating = element("span", { className: "rating" });
  rating.append(
    button("Helpful", () => rate(answer, rating, "up")),
    button("Not helpful", () => askWhy(answer, rating)),
  );
  return [copyButton, rating, button("Ask again", again)];
}

/** An answer as text, with the sentences that it cites and where they are. */
export function asText(answer) {
  const citations = answer.claims.flatMap((claim) => claim.citations);
  const lines = new Set(
    citations.map(
      (cited) =>
        `[${cited.label}] ${quoted(cited.quote)} — ${titled(cited)}, ` +
        `${location.origin}/articles/${cited.article_id}#p${cited.paragraph}`,
    ),
  );
  return [answer.text, ...lines].join("\n");
}

async function copy(answer, pressed) {
  await navigator.clipboard.writeText(asText(answer));
  pressed.textContent = "Copied";
}

async function rate(answer, rating, value, reason) {
  const feedback = { rating: value, ...(reason ? { reason } : {}) };
  try {
    await post(`/answers/${answer.id}/feedback`, feedback);
    rating.replaceChildren(element("span", { className: "note", role: "status" }, "Thank you."));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    rating.append(element("span", { className: "wrong", role: "alert" }, error.message));
  }
}

function askWhy(answer, rating) {
  const reason = element("input", { maxLength: 2000, placeholder: "What is wrong with it?", dir: "auto" });
  reason.setAttribute("aria-label", "What is wrong with it?");
  const form = element("form", { className: "why" }, reason, element("button", {}, "Send"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    rate(answer, rating, "down", reason.value.trim());
  });
  rating.replaceChildren(form);
  reason.focus();
}
