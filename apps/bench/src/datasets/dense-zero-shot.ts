import type { Matrix } from '@cmgsae/tensor'
import { zeroShot } from '@cmgsae/probes'

/** Accuracy of the embeddings themselves; null where the two spaces differ in width. */
export function denseZeroShot(x: Matrix, prompts: Matrix, labels: Int32Array): number | null {
  return x.cols === prompts.cols ? zeroShot(x, prompts, labels).accuracy : null
}
