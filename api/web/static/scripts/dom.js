// Elements made of text, never of markup: whatever an article or a model says is shown as it is.

export const byId = (id) => document.getElementById(id);

/** An element with these properties; children are nodes or text, and what is null is left out. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A button that says so and does that. */
export function button(text, act, properties = {}) {
  const made = element("button", { type: "button", ...properties }, text);
  made.addEventListener("click", act);
  return made;
}

/** A quote in quotation marks, which it may begin with itself. */
export function quoted(text) {
  return /^[“"„«]/.test(text) ? text : `“${text}”`;
}

/** Part of a text by offsets that count characters as the server does: code points. */
export function slice(text, start, end) {
  return [...text].slice(start, end).join("");
}
