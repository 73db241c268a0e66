import type { AnsweredVector, Dialect } from './dialect.ts'

/**
 * OpenAI's `/embeddings`, as most servers and gateways speak it. OpenAI embeds texts alone; images
 * and sounds go into `input` as URLs, which is how gateways such as LiteLLM take them.
 */
export const openAi: Dialect = {
  path: '/embeddings',
  maxInputs: { text: 2048, image: 2048, audio: 2048 },
  body: ({ model, inputs, encoding, dimensions }) => ({
    model,
    input: inputs,
    encoding_format: encoding,
    ...(dimensions !== undefined && { dimensions }),
  }),
  read: (answer) => {
    const data = (answer as { data?: unknown } | null)?.data
    return Array.isArray(data) ? data.map(readEntry) : undefined
  },
}

function readEntry(entry: unknown): AnsweredVector {
  const { index, embedding } = (entry ?? {}) as Partial<AnsweredVector>
  return { index, embedding }
}
