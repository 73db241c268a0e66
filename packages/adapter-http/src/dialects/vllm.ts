import type { Dialect } from './dialect.ts'
import { openAi } from './open-ai.ts'

/** vLLM: texts as OpenAI; an image or a sound is a chat message, one in a request. */
export const vllm: Dialect = {
  ...openAi,
  maxInputs: { text: 2048, image: 1, audio: 1 },
  body: (request) => {
    const { input, ...rest } = openAi.body(request)
    if (request.modality === 'text') return { input, ...rest }
    const part = `${request.modality}_url`
    const content = request.inputs.map((url) => ({ type: part, [part]: { url } }))
    return { ...rest, messages: [{ role: 'user', content }] }
  },
}
