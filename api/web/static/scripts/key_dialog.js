// The API key, where the server wants one; kept in this tab only.

import { byId } from "./dom.js";

const NAME = "key";

/** What a request says about who makes it. */
export function credentials() {
  const key = sessionStorage.getItem(NAME);
  return key ? { Authorization: `Bearer ${key}` } : {};
}

let asking = null;

/** Ask for a key, whoever else asks at the same time; false when none is given. */
export function askForKey(why) {
  asking ??= shown(why).finally(() => (asking = null));
  return asking;
}

function shown(why) {
  const dialog = byId("key");
  byId("key-why").textContent = why;
  byId("key-given").value = "";
  byId("key-close").onclick = () => dialog.close("");
  dialog.returnValue = "";
  dialog.querySelector("form").onsubmit = (event) => {
    event.preventDefault();
    dialog.close(byId("key-given").value.trim());
  };
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      if (dialog.returnValue) sessionStorage.setItem(NAME, dialog.returnValue);
      resolve(Boolean(dialog.returnValue));
    };
  });
}
