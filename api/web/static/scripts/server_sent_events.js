// Server-sent events as they come out of a response.
// https://html.spec.whatwg.org/multipage/server-sent-events.html

/** The events of a body, each with its name and its data read as JSON; comments are left out. */
export async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (waiting + value).split("\n\n");
      waiting = blocks.pop();
      yield* blocks.map(read).filter(Boolean);
    }
  } finally {
    await reader.cancel();
  }
}

function read(block) {
  const fields = {};
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).replace(/^ /, "");
    fields[name] = name in fields ? `${fields[name]}\n${value}` : value;
  }
  return fields.data === undefined ? null : { event: fields.event, data: JSON.parse(fields.data) };
}
