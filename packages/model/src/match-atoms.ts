import { linearSumAssignment } from 'linear-sum-assignment'
import type { SparseCodes } from '@cmgsae/tensor'
import type { ModelState } from './autoencoder.ts'
import { layout } from './layout.ts'

/**
 * Reorders the private atoms of separate SAEs so that the i-th latents of all modalities belong
 * together: the Hungarian assignment that maximises the correlation of their activations over the
 * training pairs, each modality against the first. Correlation of codes needs no common embedding
 * space, unlike the cosine of atoms.
 */
export function createMatcher(state: ModelState) {
  const plan = layout(state.modalities, state.latents, state.recipe)
  const blocks = plan.privateLatents
  const correlations = blocks.slice(1).map((block) => createCorrelations(blocks[0]!, block))
  return {
    /** Each modality's codes of the same samples. */
    add(codes: readonly SparseCodes[]): void {
      for (const [t, found] of correlations.entries()) found.add(codes[0]!, codes[t + 1]!)
    },
    finish: (): ModelState => reorder(state, (s) => correlations[s - 1]!.matches()),
  }
}

function reorder(state: ModelState, matchesOf: (s: number) => Int32Array): ModelState {
  const plan = layout(state.modalities, state.latents, state.recipe)
  const { decoder, encoder, bias, gain, theta, center } = state.parameters
  const moved = {
    decoder: decoder.slice(),
    encoder: encoder?.slice() ?? null,
    bias: bias.slice(),
    gain: gain?.slice() ?? null,
    theta: theta?.slice() ?? null,
    center,
  }
  // Groups that were learned follow their latents; others are what their place says.
  const learned = state.recipe.groups.kind === 'learned'
  const { of } = state.partition
  const groups = of.slice()
  for (let s = 1; s < plan.privateLatents.length; s++) {
    const block = plan.privateLatents[s]!
    const size = block[1] - block[0]
    const partner = matchesOf(s).subarray(0, size)
    const taken = new Set(partner)
    const left = Array.from({ length: size }, (_, j) => j).filter((j) => !taken.has(j))
    for (let i = 0; i < size; i++) {
      const from = block[0] + (partner[i]! < 0 ? left.shift()! : partner[i]!)
      const to = block[0] + i
      if (learned) groups[to] = of[from]!
      for (const [target, source, width] of [
        [moved.decoder, decoder, plan.atomWidth],
        [moved.encoder, encoder, plan.encoderWidth],
        [moved.bias, bias, 1],
        [moved.gain, gain, 1],
        [moved.theta, theta?.length === state.latents ? theta : null, 1],
      ] as const) {
        if (target && source)
          target.set(source.subarray(from * width, (from + 1) * width), to * width)
      }
    }
  }
  return { ...state, parameters: moved, partition: { ...state.partition, of: groups } }
}

/** Sums over samples of the activations of a block of latents and of their squares. */
function createMoments([from, to]: readonly [number, number]) {
  const sums = new Float64Array(to - from)
  const squares = new Float64Array(to - from)
  return {
    sums,
    add(codes: SparseCodes): void {
      for (let e = 0; e < codes.offsets[codes.rows]!; e++) {
        const i = codes.indices[e]! - from
        if (i < 0 || i >= sums.length) continue
        sums[i]! += codes.values[e]!
        squares[i]! += codes.values[e]! ** 2
      }
    },
    deviations: (n: number) =>
      squares.map((square, i) => Math.sqrt(Math.max(0, square - sums[i]! ** 2 / n))),
  }
}

/** Pearson correlations of the activations of two blocks of latents over the same samples. */
function createCorrelations(blockA: readonly [number, number], blockB: readonly [number, number]) {
  const [fromA, toA] = blockA
  const [fromB, toB] = blockB
  const products = Array.from({ length: toA - fromA }, () => new Float64Array(toB - fromB))
  const ofA = createMoments(blockA)
  const ofB = createMoments(blockB)
  let n = 0
  return {
    add(a: SparseCodes, b: SparseCodes): void {
      n += a.rows
      ofA.add(a)
      ofB.add(b)
      for (let row = 0; row < a.rows; row++) {
        for (let e = a.offsets[row]!; e < a.offsets[row + 1]!; e++) {
          const products_ = products[a.indices[e]! - fromA]
          if (!products_) continue
          for (let f = b.offsets[row]!; f < b.offsets[row + 1]!; f++) {
            const j = b.indices[f]! - fromB
            if (j >= 0 && j < products_.length) products_[j]! += a.values[e]! * b.values[f]!
          }
        }
      }
    },
    /**
     * For each latent of the first block its match in the second, −1 where any will do: latents that do
     * not vary correlate with none. An assignment takes the cube of its size, and equal scores make it
     * slow, so it is between those that vary, and as many others as those of the smaller side could be
     * left to.
     */
    matches(): Int32Array {
      const [deviationsA, deviationsB] = [ofA.deviations(n), ofB.deviations(n)]
      const correlation = (i: number, j: number) => {
        const scale = deviationsA[i]! * deviationsB[j]!
        return scale > 0 ? (products[i]![j]! - (ofA.sums[i]! * ofB.sums[j]!) / n) / scale : 0
      }
      const [a, b] = [byVariation(deviationsA), byVariation(deviationsB)]
      const flipped = b.vary.length > a.vary.length
      const [many, few] = flipped ? [b, a.vary] : [a, b.vary]
      const out = new Int32Array(products.length).fill(-1)
      if (few.length === 0) return out
      const rows = [...many.vary, ...many.still.slice(0, few.length)]
      const scores = rows.map((r) =>
        Float64Array.from(few, (c) => (flipped ? correlation(c, r) : correlation(r, c))),
      )
      const { columnAssignments } = linearSumAssignment(scores, { maximaze: true })
      columnAssignments.forEach((r, c) => {
        if (flipped) out[few[c]!] = rows[r]!
        else out[rows[r]!] = few[c]!
      })
      return out
    },
  }
}

function byVariation(deviations: Float64Array): { vary: number[]; still: number[] } {
  const vary: number[] = []
  const still: number[] = []
  deviations.forEach((deviation, i) => (deviation > 0 ? vary : still).push(i))
  return { vary, still }
}
