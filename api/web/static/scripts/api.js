// The server's API: requests, streams of events, and the problems that they end in.

import { events } from "./server_sent_events.js";
import { askForKey, credentials } from "./dialogs/key_dialog.js";

/** A request that failed; the message says what happened and what to do. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

const GONE = "The server cannot be reached. It may be starting again; try once more.";
const BROKEN_OFF = "The answer broke off before its end: the connection to the server was lost.";

/** What is at a path, as JSON. */
export async function get(path) {
  return (await send(path)).json();
}

/** An article as a page. */
export async function page(path) {
  const response = await send(path, { headers: { Accept: "text/html" } });
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** Send JSON where nothing comes back. */
export async function post(path, data) {
  await send(path, { method: "POST", ...json(data) });
}

/** Remove what is at a path. */
export async function remove(path) {
  await send(path, { method: "DELETE" });
}

/** Send JSON or a form, and get events until the one that is done; a Problem when it fails. */
export async function* stream(path, data, signal) {
  const { body, headers } = data instanceof FormData ? { body: data } : json(data);
  const accept = { Accept: "text/event-stream", ...headers };
  const response = await send(path, { method: "POST", body, headers: accept, signal });
  try {
    for await (const message of events(response.body)) {
      if (message.event === "error") throw new Problem(message.data.status, message.data.detail);
      yield message;
      if (message.event === "done") return;
    }
  } catch (error) {
    throw error instanceof TypeError ? new Problem(0, BROKEN_OFF) : error;
  }
  throw new Problem(0, BROKEN_OFF);
}

function json(data) {
  return { body: JSON.stringify(data), headers: { "Content-Type": "application/json" } };
}

async function send(path, options = {}) {
  const headers = { Accept: "application/json", ...options.headers, ...credentials() };
  const response = await fetch(path, { ...options, headers }).catch((error) => {
    throw error instanceof TypeError ? new Problem(0, GONE) : error;
  });
  if (response.ok) return response;
  const detail = await detailOf(response);
  // The same request again, now with the key; a wrong one is asked for once more.
  if (response.status === 401 && (await askForKey(detail))) return send(path, options);
  throw new Problem(response.status, detail);
}

/** Why a request failed, as the server says it: a proxy may have answered instead. */
async function detailOf(response) {
  try {
    return (await response.json()).detail;
  } catch {
    return `The server answered ${response.status} ${response.statusText}, and not why.`;
  }
}
