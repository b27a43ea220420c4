// What an exam says of a judge, in words that the server puts into the page.

/** A line with an exam's result in it. In one go: a model may be called "{wrong}". */
export function filled(line, result) {
  const values = { ...result, taken: result.taken.slice(0, 10) };
  return line.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
