import type { Model } from '@cmgsae/model'
import { sparseCodes, type SparseCodes } from '@cmgsae/tensor'
import type { Progress } from '../api.ts'
import type { Samples } from '../samples/samples.ts'

export interface EncodedSamples {
  /** Codes (n×p) of each modality alone, and of all that a sample has. */
  readonly codes: Readonly<Record<string, SparseCodes>>
  readonly joint: SparseCodes
}

/** Codes of all samples, each modality alone and all together. */
export async function encodeSamples(
  model: Model,
  { count, embeddings }: Samples,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: Progress) => void },
): Promise<EncodedSamples> {
  const names = model.modalities.map(({ name }) => name)
  const codes: Record<string, SparseCodes> = {}
  if (count === 0) {
    const none = () => sparseCodes(0, model.latents, 0)
    for (const name of names) codes[name] = none()
    return { codes, joint: none() }
  }
  const total = (names.length + 1) * count
  const encode = (part: number, what: string, inputs: Samples['embeddings']) =>
    model.encode(inputs, {
      signal,
      onProgress: ({ done }) => onProgress({ done: part * count + done, total, what }),
    })
  for (const [part, name] of names.entries()) {
    codes[name] = await encode(part, `encoding ${name}`, { [name]: embeddings[name]! })
  }
  return { codes, joint: await encode(names.length, 'encoding all together', embeddings) }
}
