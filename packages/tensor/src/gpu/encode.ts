import type { Activation, LatentGroups } from '../activation.ts'
import type { EncodeOp } from '../backend.ts'
import { checkRows } from '../check.ts'
import { chunkMaxima, chunksOf, rowMaxima } from './bisect.ts'
import { halves, packBits } from './bits.ts'
import type { Device, DeviceArray } from './device.ts'
import {
  aboveTheta,
  chosenGroups,
  groupEnergies,
  hide,
  inChosenGroup,
  preActivation,
} from './pre-activation.ts'
import { arrayOf } from './resident.ts'
import type { Scratch } from './scratch.ts'
import { createSelect, type Quota } from './select.ts'

/** The encode op: the product, what may fire, and the selection. */
export function createEncode(device: Device, scratch: Scratch) {
  const select = createSelect(device, scratch)

  /** Pre-activations with −1 where `marks`, one row or a row a sample, is 0. */
  async function hidden(pre: DeviceArray, marks: Uint8Array, rows: number, shared: boolean) {
    const [maxRows, p] = pre.shape as readonly [number, number]
    const bits = packBits(scratch, 'keep', [shared ? 1 : maxRows, p])
    for (let n = 0; n < (shared ? 1 : rows); n++) {
      for (let i = 0; i < p; i++) if (marks[n * p + i]) bits.set(n, i)
    }
    const out = scratch.array('hidden', pre.shape)
    await device.compute(out, hide(shared), [pre, bits.words, halves])
    return out
  }

  async function exceeding(pre: DeviceArray, theta: Float32Array) {
    const [, p] = pre.shape as readonly [number, number]
    const bounds = scratch.host('theta', [1, p])
    for (let i = 0; i < p; i++) bounds.values[i] = Math.max(0, theta[i]!)
    const out = scratch.array('exceeding', pre.shape)
    await device.compute(out, aboveTheta, [pre, bounds])
    return out
  }

  async function inGroups(pre: DeviceArray, count: number, { of, sizes }: LatentGroups) {
    const [maxRows, p] = pre.shape as readonly [number, number]
    const groups = sizes.length
    const starts = scratch.host('group starts', [groups + 1])
    for (let i = 0; i < p; i++) starts.values[of[i]! + 1]!++
    for (let g = 0; g < groups; g++) starts.values[g + 1]! += starts.values[g]!
    const members = scratch.host('group members', [p])
    const filled = starts.values.slice()
    for (let i = 0; i < p; i++) members.values[filled[of[i]!]!++] = i
    const sizesOf = scratch.host('group sizes', [groups])
    sizesOf.values.set(sizes)
    const maxima = scratch.array('maxima', [maxRows, chunksOf(p)])
    await device.compute(maxima, chunkMaxima(p), [pre])
    const largest = scratch.array('largest', [maxRows])
    await device.compute(largest, rowMaxima(p), [maxima, maxRows])
    const energies = scratch.array('energies', [maxRows, groups])
    await device.compute(energies, groupEnergies(p), [pre, largest, starts, members, sizesOf])
    const chosen = scratch.array('chosen', [maxRows, groups])
    await device.compute(chosen, chosenGroups(groups), [energies, count])
    const groupOf = scratch.host('group of', [p])
    groupOf.values.set(of.subarray(0, p))
    const out = scratch.array('in groups', pre.shape)
    await device.compute(out, inChosenGroup, [pre, chosen, groupOf])
    return out
  }

  async function candidates(pre: DeviceArray, activation: Activation) {
    if (activation.kind === 'threshold') return exceeding(pre, activation.theta)
    if (activation.kind !== 'groupTopK') return pre
    return inGroups(pre, activation.groups, activation.partition)
  }

  return async (op: EncodeOp): Promise<void> => {
    const { rows, spans, latents, keep, activation, auxiliary } = op
    checkRows(op.x, rows)
    const gain = op.gain ? [arrayOf(op.gain)] : []
    const pre = scratch.array('pre', [op.x.rows, op.w.rows])
    const text = preActivation(spans, latents, op.gain !== undefined)
    await device.compute(pre, text, [arrayOf(op.x), arrayOf(op.w), arrayOf(op.bias), ...gain, rows])
    const visible = keep ? await hidden(pre, keep, rows, false) : pre
    await select(await candidates(visible, activation), quotaOf(activation, rows), rows, op.out)
    if (auxiliary) {
      const marked = await hidden(pre, auxiliary.among, rows, true)
      await select(marked, { k: auxiliary.k, of: 'row' }, rows, auxiliary.out)
    }
  }
}

function quotaOf(activation: Activation, rows: number): Quota | undefined {
  if (activation.kind === 'relu' || activation.kind === 'threshold') return undefined
  return activation.kind === 'batchTopK'
    ? { k: rows * activation.k, of: 'batch' }
    : { k: activation.k, of: 'row' }
}
