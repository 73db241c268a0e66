import type { Dialect } from './dialect.ts'

/** Ollama's own `/api/embed`: texts only, answered in their order as JSON numbers. */
export const ollama: Dialect = {
  path: '/api/embed',
  maxInputs: { text: Infinity },
  body: ({ model, inputs, dimensions }) => ({
    model,
    input: inputs,
    ...(dimensions !== undefined && { dimensions }),
  }),
  read: (answer) => {
    const embeddings = (answer as { embeddings?: unknown } | null)?.embeddings
    return Array.isArray(embeddings) ? embeddings.map((embedding) => ({ embedding })) : undefined
  },
}
