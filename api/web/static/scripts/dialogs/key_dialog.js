// The API key, where the server wants one; kept in this tab only.

import { byId } from "../dom.js";

const NAME = "key";

/** The headers that say who makes a request. */
export function credentials() {
  const key = sessionStorage.getItem(NAME);
  return key ? { Authorization: `Bearer ${key}` } : {};
}

let pending = null;

/** Ask for a key, once for all requests that wait for it; false when none is given. */
export function askForKey(why) {
  pending ??= openDialog(why).finally(() => (pending = null));
  return pending;
}

function openDialog(why) {
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
