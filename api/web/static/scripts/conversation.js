// The questions and answers of this tab: the turns that a follow-up needs.

const NAME = "answers";
const MOST = 20;

let answers = [];

/** Add an answer that was given. */
export function remember(answer) {
  answers = [...answers, answer].slice(-MOST);
  keep();
}

/** Forget an answer, by its id. */
export function forget(id) {
  answers = answers.filter((answer) => answer.id !== id);
  keep();
}

/** The turns before, as the server takes them. */
export function history() {
  return answers.flatMap((answer) => [
    { role: "user", content: answer.standalone_question },
    { role: "assistant", content: answer.text, cited: cited(answer) },
  ]);
}

/** The ids of answers given before in this tab. */
export function before() {
  return JSON.parse(sessionStorage.getItem(NAME) ?? "[]");
}

function keep() {
  sessionStorage.setItem(NAME, JSON.stringify(answers.map((answer) => answer.id)));
}

function cited({ claims }) {
  const places = claims.flatMap((claim) => claim.citations);
  return places.map(({ article_id, paragraph }) => ({ article_id, paragraph }));
}
