import { createRandom, matrix, row, type Matrix, type Random } from '@cmgsae/tensor'
import { createWorld, type SampleConcept, type World } from '@cmgsae/world'

/** The modalities, and which of the world's facts says that one of them shows a concept. */
export const MODALITIES = [
  { name: 'picture', width: 128, shows: 'seen' },
  { name: 'sound', width: 128, shows: 'heard' },
  { name: 'text', width: 128, shows: 'told' },
  { name: 'motion', width: 64, shows: 'felt' },
] as const satisfies readonly {
  readonly name: string
  readonly width: number
  readonly shows: keyof SampleConcept
}[]

/** Embeddings of moments of the world in all four modalities, and the truth they were made from. */
export interface PlantedWorld {
  /** Concepts by name: the world's classes, then the gaits. */
  readonly concepts: readonly string[]
  /** Per modality n×d_s, rows of unit length. */
  readonly embeddings: readonly Matrix[]
  /** Per modality the true atoms, K×d_s, unit length; zero where it never shows the concept. */
  readonly dictionary: readonly Matrix[]
  /** Per modality the true coefficients of what it shows, n×K. */
  readonly shown: readonly Matrix[]
}

/** Scenes that go on at once in a moment, and the strengths of the first and of the others. */
const SCENES = 3
const STRENGTH = { first: 1, others: 0.5, companion: 0.6, gait: 0.6 }
/** As in `conceptWorld` of `@cmgsae/data`. */
const GROUP_COSINE = 0.3
const SPREAD = 0.25
const JITTER = 0.15
const NOISE = 0.5
const GAP = 1

/**
 * Moments of the concept world as encoders of four kinds might embed them. Row n of modality s is
 *
 *     x = ( Σ_k c_k·e^{jitter·ξ} w_k + offset_s + noise ) / ‖…‖
 *
 * over the concepts that modality s shows of the moment: its scenes are the world's, with what is
 * seen, heard, told and felt of each, and c_k is shared by the modalities. Atoms are independent
 * between modalities, as those of unrelated encoders are, and have a cosine of about 0.3 within a
 * group of the world.
 */
export function plantWorld({ samples, seed }: { samples: number; seed: number }): PlantedWorld {
  const world = createWorld({ seed })
  const random = createRandom(seed)
  const { concepts, dictionary } = plantDictionary(world, random)
  const offsets = MODALITIES.map(({ width }) => scaled(direction(width, random), GAP))
  const indexOf = new Map(concepts.map((name, k) => [name, k]))
  const shown = MODALITIES.map(() => matrix(samples, concepts.length))
  const embeddings = MODALITIES.map(({ width }) => matrix(samples, width))
  for (let n = 0; n < samples; n++) {
    for (let scene = 0; scene < SCENES; scene++) {
      const { concepts: present, gait } = world.sample(scene * samples + n)
      const all = scene === 0 ? [...present, felt(gait)] : present
      for (const [i, concept] of all.entries()) {
        const k = indexOf.get(concept.name)!
        const base = scene === 0 ? STRENGTH.first : STRENGTH.others
        const part = concept.name === gait ? STRENGTH.gait : i === 0 ? 1 : STRENGTH.companion
        const strength = base * part * Math.exp(SPREAD * random.normal())
        for (const [s, { shows }] of MODALITIES.entries()) {
          if (concept[shows]) row(shown[s]!, n)[k]! += strength
        }
      }
    }
    for (const [s, { width }] of MODALITIES.entries()) {
      const x = row(embeddings[s]!, n)
      x.set(offsets[s]!)
      row(shown[s]!, n).forEach((c, k) => {
        if (c > 0) add(x, c * Math.exp(JITTER * random.normal()), row(dictionary[s]!, k))
      })
      for (let j = 0; j < width; j++) x[j]! += (NOISE / Math.sqrt(width)) * random.normal()
      normalize(x)
    }
  }
  return { concepts, embeddings, dictionary, shown }
}

/** A gait, as a concept that only motion shows. */
function felt(name: string): SampleConcept {
  return { name, group: 'gaits', seen: false, heard: false, felt: true, told: false }
}

function plantDictionary({ classes, groups, gaits }: World, random: Random) {
  const kinds = [...classes.map((kind) => ({ ...kind, told: true })), ...gaits.map(felt)]
  const names = [...groups.map(({ name }) => name), 'gaits']
  const dictionary = MODALITIES.map(({ width, shows }) => {
    const common = names.map(() => direction(width, random))
    const atoms = matrix(kinds.length, width)
    kinds.forEach((kind, k) => {
      const own = direction(width, random)
      if (!kind[shows]) return
      const atom = row(atoms, k)
      add(atom, Math.sqrt(GROUP_COSINE), common[names.indexOf(kind.group)]!)
      add(atom, Math.sqrt(1 - GROUP_COSINE), own)
      normalize(atom)
    })
    return atoms
  })
  return { concepts: kinds.map(({ name }) => name), dictionary }
}

function direction(width: number, random: Random): Float32Array {
  return normalize(Float32Array.from({ length: width }, random.normal))
}

/** Scales a vector to unit length in place and gives it back. */
function normalize(vector: Float32Array): Float32Array {
  return scaled(vector, 1 / Math.hypot(...vector))
}

function scaled(vector: Float32Array, factor: number): Float32Array {
  for (let j = 0; j < vector.length; j++) vector[j]! *= factor
  return vector
}

/** x ← x + scale·w */
function add(x: Float32Array, scale: number, w: Float32Array): void {
  for (let j = 0; j < x.length; j++) x[j]! += scale * w[j]!
}
