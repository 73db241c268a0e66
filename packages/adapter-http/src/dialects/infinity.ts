import type { Dialect } from './dialect.ts'
import { openAi } from './open-ai.ts'

/** Infinity: OpenAI's shape with a `modality`, at most 32 images or sounds in a request. */
export const infinity: Dialect = {
  ...openAi,
  maxInputs: { text: 2048, image: 32, audio: 32 },
  body: (request) => ({ ...openAi.body(request), modality: request.modality }),
}
