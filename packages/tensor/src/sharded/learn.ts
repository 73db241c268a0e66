import type { AdamOp, Backend, LatentRange, Region, WeightGradient } from '../backend.ts'
import { TensorError } from '../errors.ts'
import { within } from './split.ts'
import { placed, shardedCodes, shardedMatrix, split, whole } from './store.ts'

type Learning = Pick<Backend, 'squaredGradient' | 'squaredNorm' | 'learn' | 'adam'>

/** What changes parameters: each shard its own latents. */
export function createLearning(shards: readonly Backend[]): Learning {
  function partOf({ w, terms, regions, project }: WeightGradient, s: number): WeightGradient {
    const dictionary = split(w, 'rows', 'dictionary')
    return {
      w: dictionary.parts[s]!,
      terms: terms.map(({ codes, x, spans }) => ({
        codes: shardedCodes(codes).parts[s]!,
        x: whole(x, 'samples').parts[s]!,
        spans,
      })),
      regions: regions.flatMap((region) => regionOn(region, dictionary.ranges[s]!)),
      project,
    }
  }

  return {
    async squaredGradient(op) {
      let sum = 0
      for (const [s, shard] of shards.entries()) sum += await shard.squaredGradient(partOf(op, s))
      return sum
    },
    async squaredNorm(m) {
      const { axis, parts } = shardedMatrix(m)
      let sum = 0
      for (const [s, shard] of shards.entries()) {
        if (s === 0 || axis !== null) sum += await shard.squaredNorm(parts[s]!)
      }
      return sum
    },
    async learn({ first, second, w, terms, regions, project, ...hyper }) {
      const moments = [first, second].map((each) => split(each, 'rows', "dictionary's moments"))
      for (const [s, shard] of shards.entries()) {
        await shard.learn({
          ...partOf({ w, terms, regions, project }, s),
          ...hyper,
          first: moments[0]!.parts[s]!,
          second: moments[1]!.parts[s]!,
        })
      }
    },
    async adam({ parameter, gradient, first, second, ...hyper }) {
      const { axis, parts } = shardedMatrix(parameter)
      const others = { gradient, first, second }
      for (const [name, other] of Object.entries(others)) {
        if (shardedMatrix(other).axis === axis) continue
        throw new TensorError(
          `on ${shards.length} shards a parameter and its ${name} must lie alike; the parameter ${placed(shardedMatrix(parameter))}, the other ${placed(shardedMatrix(other))}`,
        )
      }
      for (const [s, shard] of shards.entries()) {
        await shard.adam({
          ...hyper,
          parameter: parts[s]!,
          gradient: shardedMatrix(gradient).parts[s]!,
          first: shardedMatrix(first).parts[s]!,
          second: shardedMatrix(second).parts[s]!,
        } satisfies AdamOp)
      }
    },
  }
}

/** What of a region lies on a shard: nothing, or its rows counted from the shard's first. */
const regionOn = (region: Region, range: LatentRange): Region[] =>
  within([region.rows], range).map((rows) => ({ ...region, rows }))
