import type { Activation } from '../activation.ts'
import type { Backend, EncodeOp, LatentRange } from '../backend.ts'
import { checkRows } from '../check.ts'
import { TensorError } from '../errors.ts'
import { createGroupSelection } from './group-selection.ts'
import type { HostBuffers } from './host-buffers.ts'
import { keepLargest } from './keep-largest.ts'
import { within } from './split.ts'
import { placed, shardedCodes, shardedMatrix, split, whole } from './store.ts'

type Dense = Pick<Backend, 'encode' | 'product' | 'dispose'>

export function createEncode(shards: readonly Backend[], buffers: HostBuffers): Dense {
  const groups = createGroupSelection(shards, buffers)

  /** Every shard's latents, with whatever its own selection finds. */
  async function encodeParts(op: EncodeOp): Promise<void> {
    const { rows, spans, activation, auxiliary } = op
    const x = whole(op.x, 'samples')
    const w = split(op.w, 'rows', 'dictionary')
    const bias = split(op.bias, 'columns', 'bias')
    const gain = op.gain && split(op.gain, 'columns', 'gain')
    for (const [s, shard] of shards.entries()) {
      const range = w.ranges[s]!
      await shard.encode({
        x: x.parts[s]!,
        w: w.parts[s]!,
        rows,
        spans,
        bias: bias.parts[s]!,
        ...(gain && { gain: gain.parts[s]! }),
        ...(op.latents && { latents: within(op.latents, range) }),
        ...(op.keep && { keep: keepOf(op.keep, rows, op.w.rows, range) }),
        activation: partOf(activation, range),
        out: shardedCodes(op.out).parts[s]!,
        ...(auxiliary && {
          auxiliary: {
            among: auxiliary.among.subarray(...range),
            k: auxiliary.k,
            out: shardedCodes(auxiliary.out).parts[s]!,
          },
        }),
      })
    }
    shardedCodes(op.out).support.fresh = false
  }

  function keepOf(keep: Uint8Array, rows: number, p: number, [from, to]: LatentRange) {
    const width = to - from
    const part = buffers.u8('keep', rows * width)
    for (let n = 0; n < rows; n++) {
      part.set(keep.subarray(n * p + from, n * p + to), n * width)
    }
    return part
  }

  return {
    async encode({ auxiliary, ...op }) {
      checkRows(op.x, op.rows)
      const { activation } = op
      const out = shardedCodes(op.out)
      if (activation.kind === 'groupTopK') {
        await groups.encode(op, activation, encodeParts)
        // The second selection takes the place of a first one of nothing.
        const nothing = { ...op, activation: { kind: 'topK', k: 0 } as const }
        if (auxiliary) await encodeParts({ ...nothing, out: auxiliary.out, auxiliary })
      } else await encodeParts(auxiliary ? { ...op, auxiliary } : op)
      if (activation.kind === 'topK') await keepLargest(shards, buffers, out, activation.k, 'row')
      if (activation.kind === 'batchTopK') {
        await keepLargest(shards, buffers, out, activation.k, 'batch')
      }
      if (auxiliary) {
        await keepLargest(shards, buffers, shardedCodes(auxiliary.out), auxiliary.k, 'row')
      }
    },
    async product(a, b, out) {
      const [left, right, into] = [shardedMatrix(a), shardedMatrix(b), shardedMatrix(out)]
      const sides = [left.axis, right.axis].filter((axis) => axis !== null)
      const axis = left.axis === 'rows' ? 'rows' : right.axis === 'rows' ? 'columns' : null
      if (sides.length > 1 || sides[0] === 'columns' || into.axis !== axis) {
        throw new TensorError(
          `on ${shards.length} shards a product splits one side's rows and its result there; these are ${[left, right, into].map(placed).join(', ')}`,
        )
      }
      for (const [s, shard] of shards.entries()) {
        await shard.product(left.parts[s]!, right.parts[s]!, into.parts[s]!)
      }
    },
    dispose: groups.dispose,
  }
}

/** The activation of one shard's latents. */
function partOf(activation: Activation, range: LatentRange): Activation {
  if (activation.kind !== 'threshold') return activation
  return { kind: 'threshold', theta: activation.theta.subarray(...range) }
}
