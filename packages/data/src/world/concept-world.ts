import { createRandom, matrix, row, type Matrix } from '@cmgsae/tensor'
import { listConcepts, type Concept } from './concepts.ts'
import { normalize, plantDictionary } from './dictionary.ts'
import { drawPresence } from './presence.ts'
import { createScenes } from './scene.ts'
import { checkWorldOptions, type WorldOptions } from './world-options.ts'

/** Paired embeddings of n samples in S modalities, and the truth they were made from. */
export interface World {
  /** n×d_s each, rows of unit length; a row is zero where the sample lacks the modality. */
  modalities: { name: string; embeddings: Matrix }[]
  /** A sample's class is its main concept; class c is concept c. */
  labels: { names: string[]; of: Int32Array }
  groups: string[]
  /** K concepts: the classes first, then those private to one modality. */
  concepts: Concept[]
  /** Per modality the true atoms, K×d_s, unit length; zero where the concept cannot be seen. */
  dictionary: Matrix[]
  /** Per modality the constant offset (length d_s) that makes the modality gap. */
  offsets: Float32Array[]
  /** n×K true coefficients ≥ 0, before the row of an embedding is scaled to unit length. */
  activations: Matrix
  /** n×S, row-major: 1 where the sample has the modality. */
  present: Uint8Array
  /** Per modality one embedding per class (C×d_s): the concept alone, without noise, as a prompt. */
  prototypes: Matrix[]
}

/**
 * A seeded world with a planted, named, grouped dictionary. Row n of modality s is
 *
 *     x = ( Σ_k c_k·e^{jitter·ξ} w_k + offset_s + noise ) / ‖…‖
 *
 * with the sample's coefficients c shared by all modalities, ξ standard normal per modality. The
 * same options give the same bytes on one JavaScript engine; another engine may round Math.exp,
 * Math.log or Math.cos differently in the last bit.
 * @throws DataError when an option is out of range
 */
export function conceptWorld(options: WorldOptions = {}): World {
  const checked = checkWorldOptions(options)
  const { samples, modalities, noise, gap, jitter } = checked
  const random = createRandom(checked.seed)
  const names = modalities.map(({ name }) => name)
  const widths = modalities.map(({ width }) => width)
  const list = listConcepts(names, checked.privateShare, random)
  const { concepts, classes } = list
  const dictionary = plantDictionary(list, widths, checked.alignment, random)
  const offsets = widths.map((width) => {
    const direction = normalize(Float32Array.from({ length: width }, random.normal))
    return direction.map((value) => gap * value)
  })

  const embeddings = widths.map((width) => matrix(samples, width))
  const activations = matrix(samples, concepts.length)
  const labels = new Int32Array(samples)
  const present = new Uint8Array(samples * widths.length)
  const drawScene = createScenes(list, checked.zipf, checked.active, random)
  for (let n = 0; n < samples; n++) {
    const coefficients = row(activations, n)
    labels[n] = drawScene(coefficients)
    const here = present.subarray(n * widths.length, (n + 1) * widths.length)
    drawPresence(here, checked, random)
    for (const [s, atoms] of dictionary.entries()) {
      const x = row(embeddings[s]!, n)
      x.set(offsets[s]!)
      for (let k = 0; k < coefficients.length; k++) {
        if (coefficients[k] === 0) continue
        add(x, coefficients[k]! * Math.exp(jitter * random.normal()), row(atoms, k))
      }
      const perEntry = noise / Math.sqrt(x.length)
      for (let j = 0; j < x.length; j++) x[j]! += perEntry * random.normal()
      // Drawn even where it is absent, so that what is missing does not change the rest.
      if (here[s]) normalize(x)
      else x.fill(0)
    }
  }

  return {
    modalities: names.map((name, s) => ({ name, embeddings: embeddings[s]! })),
    labels: { names: concepts.slice(0, classes).map(({ name }) => name), of: labels },
    groups: list.groups,
    concepts,
    dictionary,
    offsets,
    activations,
    present,
    prototypes: dictionary.map((atoms, s) => prompts(atoms, offsets[s]!, classes)),
  }
}

function prompts(atoms: Matrix, offset: Float32Array, classes: number): Matrix {
  const out = matrix(classes, atoms.cols)
  for (let c = 0; c < classes; c++) {
    const x = row(out, c)
    x.set(offset)
    add(x, 1, row(atoms, c))
    normalize(x)
  }
  return out
}

/** x ← x + scale·w */
function add(x: Float32Array, scale: number, w: Float32Array): void {
  for (let j = 0; j < x.length; j++) x[j]! += scale * w[j]!
}
