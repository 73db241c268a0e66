import type { Backend, LatentAxis, LatentRange, Resident, ResidentCodes } from '../backend.ts'
import { sparseCodes, type SparseCodes } from '../codes.ts'
import { TensorError } from '../errors.ts'
import { rangesOf } from './split.ts'

/** A part on each shard: of the axis that runs over latents, or the whole on every one. */
export interface ShardedMatrix extends Resident {
  readonly axis: LatentAxis | null
  readonly ranges: readonly LatentRange[]
  readonly parts: readonly Resident[]
}

/** Each shard holds the entries of its latents, counted from its first. */
export interface ShardedCodes extends ResidentCodes {
  readonly support: ShardedSupport
  readonly parts: readonly ResidentCodes[]
}

/** What codes and those made `like` them share. */
export interface ShardedSupport {
  readonly maxRows: number
  readonly ranges: readonly LatentRange[]
  readonly capacities: readonly number[]
  /** Copies of the parts, made when first needed; their values are those last moved. */
  host: readonly SparseCodes[] | null
  /** Whether rows, offsets and indices of the copies are up to date. */
  fresh: boolean
}

export const shardedMatrix = (resident: Resident): ShardedMatrix => resident as ShardedMatrix
export const shardedCodes = (resident: ResidentCodes): ShardedCodes => resident as ShardedCodes

/** @throws TensorError when the matrix was not made with its latents on that axis */
export function split(resident: Resident, axis: LatentAxis, what: string): ShardedMatrix {
  const matrix = shardedMatrix(resident)
  if (matrix.axis === axis) return matrix
  throw new TensorError(
    `on ${matrix.parts.length} shards the ${what} must be made by matrix(rows, cols, '${axis}'); this one ${placed(matrix)}`,
  )
}

/** @throws TensorError when the matrix is split */
export function whole(resident: Resident, what: string): ShardedMatrix {
  const matrix = shardedMatrix(resident)
  if (matrix.axis === null) return matrix
  throw new TensorError(
    `on ${matrix.parts.length} shards the ${what} must be made by matrix(rows, cols); this one ${placed(matrix)}`,
  )
}

export const placed = ({ rows, cols, axis }: ShardedMatrix): string =>
  `(${rows}×${cols}) ${axis ? `is split by ${axis}` : 'is whole on each'}`

/** Copies of the parts on the host. */
export function hostOf({ support }: ShardedCodes): readonly SparseCodes[] {
  return (support.host ??= support.ranges.map(([from, to], s) =>
    sparseCodes(support.maxRows, to - from, support.capacities[s]!),
  ))
}

type Store = Pick<Backend, 'matrix' | 'codes' | 'like' | 'release'>

export function createStore(shards: readonly Backend[]): Store {
  const codesOf = (
    support: ShardedSupport,
    parts: readonly ResidentCodes[],
    { latents, capacity }: Pick<ResidentCodes, 'latents' | 'capacity'>,
  ) =>
    ({
      get rows() {
        return parts[0]!.rows
      },
      latents,
      capacity,
      support,
      parts,
    }) as unknown as ShardedCodes

  return {
    matrix(rows, cols, axis) {
      const ranges = rangesOf(axis === 'columns' ? cols : rows, shards.length)
      const parts = shards.map((shard, s) => {
        const count = ranges[s]![1] - ranges[s]![0]
        if (axis === 'rows') return shard.matrix(count, cols)
        return axis === 'columns' ? shard.matrix(rows, count) : shard.matrix(rows, cols)
      })
      return { rows, cols, axis: axis ?? null, ranges, parts } as unknown as ShardedMatrix
    },
    codes(rows, latents, capacity) {
      const ranges = rangesOf(latents, shards.length)
      // All entries may fall on one shard.
      const capacities = ranges.map(([from, to]) => Math.min(capacity, rows * (to - from)))
      const parts = shards.map((shard, s) =>
        shard.codes(rows, ranges[s]![1] - ranges[s]![0], capacities[s]!),
      )
      const support = { maxRows: rows, ranges, capacities, host: null, fresh: false }
      return codesOf(support, parts, { latents, capacity })
    },
    like(codes) {
      const { support, parts } = shardedCodes(codes)
      return codesOf(
        support,
        parts.map((part, s) => shards[s]!.like(part)),
        codes,
      )
    },
    release(...residents) {
      for (const resident of residents) {
        const { parts } = resident as ShardedMatrix | ShardedCodes
        for (const [s, part] of parts.entries()) shards[s]!.release(part)
      }
    },
  }
}
