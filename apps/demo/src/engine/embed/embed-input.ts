import { DemoError } from '../../errors.ts'
import type { Progress } from '../api.ts'
import type { HandlerOptions } from '../rpc/serve.ts'
import type { OpenedRun } from '../runs/opened-run.ts'
import { modalityKind } from '../samples/modality-kind.ts'
import { theEmbedder } from './embedder.ts'

/** Embeds an input with the encoders of a run. @throws DemoError where the run has none for it */
export function embedInput(
  run: OpenedRun,
  modality: string,
  input: Blob | string,
  options: HandlerOptions<Progress>,
): Promise<Float32Array> {
  const encoder = run.encoders?.[modality]
  const kind = modalityKind(modality)
  if (!encoder || kind === 'other') {
    throw new DemoError(
      `${run.title} brings no encoder of ${modality}; search with one of its samples instead`,
    )
  }
  const { kind: family, folder } = encoder
  return theEmbedder().embed({ encoder: family, kind, folder, input }, options)
}
