import { createRandom, matrix, type Matrix } from '@cmgsae/tensor'

/**
 * Paired embeddings with four classes: sample n is class n mod 4, and each modality adds noise to
 * its own direction for the class.
 */
export function pairedEmbeddings(rows: number, widths: readonly number[], seed = 1): Matrix[] {
  const random = createRandom(seed)
  return widths.map((width) => {
    const centres = Array.from({ length: 4 }, () =>
      Float32Array.from({ length: width }, random.normal),
    )
    const out = matrix(rows, width)
    for (let n = 0; n < rows; n++) {
      for (let j = 0; j < width; j++) {
        out.data[n * width + j] = centres[n % 4]![j]! + 0.5 * random.normal()
      }
    }
    return out
  })
}
