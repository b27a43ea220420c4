// Asks as an application with the Vercel AI SDK would, and prints what it would show:
//   node show.mjs URL MODEL QUESTION openai|openai-compatible stream|whole
// `@ai-sdk/openai` makes sources of annotations by itself. `@ai-sdk/openai-compatible` leaves them
// in the raw reply; the middleware below makes the same sources of them there.

import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, streamText, wrapLanguageModel } from "ai";

const asSource = ({ url_citation: { url, title } }, at) => ({
  type: "source",
  sourceType: "url",
  id: `source-${at}`,
  url,
  title,
});

const citationsAsSources = {
  specificationVersion: "v3",
  transformParams: async ({ params }) => ({ ...params, includeRawChunks: true }),
  wrapStream: async ({ doStream }) => {
    const { stream, ...rest } = await doStream();
    let count = 0;
    const transform = (part, controller) => {
      if (part.type !== "raw") return controller.enqueue(part);
      for (const choice of part.rawValue.choices)
        for (const annotation of choice.delta.annotations ?? [])
          controller.enqueue(asSource(annotation, count++));
    };
    return { ...rest, stream: stream.pipeThrough(new TransformStream({ transform })) };
  },
  wrapGenerate: async ({ doGenerate }) => {
    const result = await doGenerate();
    const sources = result.response.body.choices[0].message.annotations.map(asSource);
    return { ...result, content: [...result.content, ...sources] };
  },
};

const providers = {
  openai: (baseURL, model) => createOpenAI({ baseURL, apiKey: "none" }).chat(model),
  "openai-compatible": (baseURL, model) =>
    wrapLanguageModel({
      model: createOpenAICompatible({ name: "articles", baseURL, includeUsage: true })(model),
      middleware: citationsAsSources,
    }),
};

const [baseURL, id, prompt, provider, mode] = process.argv.slice(2);
const model = providers[provider](baseURL, id);
const parts = [];
if (mode === "stream") {
  const result = streamText({ model, prompt, onError: ({ error }) => { throw error; } });
  for await (const part of result.fullStream)
    if (part.type === "text-delta" || part.type === "source")
      parts.push({ type: part.type, text: part.text, url: part.url, title: part.title });
    else if (part.type === "finish")
      parts.push({ type: "finish", reason: part.finishReason, usage: part.totalUsage });
} else {
  const result = await generateText({ model, prompt });
  parts.push({ type: "text-delta", text: result.text });
  for (const { type, url, title } of result.sources) parts.push({ type, url, title });
  parts.push({ type: "finish", reason: result.finishReason, usage: result.totalUsage });
}
console.log(JSON.stringify(parts));
