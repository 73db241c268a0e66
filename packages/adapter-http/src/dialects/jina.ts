import type { Dialect } from './dialect.ts'
import { openAi } from './open-ai.ts'

/** Jina: each input says what it is, and the encoding is the `embedding_type`. */
export const jina: Dialect = {
  ...openAi,
  body: ({ model, modality, inputs, encoding, dimensions }) => ({
    model,
    input: inputs.map((input) => ({ [modality]: input })),
    embedding_type: encoding,
    ...(dimensions !== undefined && { dimensions }),
  }),
}
