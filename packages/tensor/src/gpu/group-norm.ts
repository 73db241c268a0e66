import type { GroupNormOp } from '../backend.ts'
import type { Device, DeviceArray } from './device.ts'
import type { KernelText } from './kernel-text.ts'
import { codesOf } from './resident.ts'
import type { Scratch } from './scratch.ts'
import type { Sums } from './sums.ts'

/**
 * The group norm where the codes lie: each entry sums the squares of its own group, over the entries
 * of its row in every modality. A group's part of the value, w q/(√(q + ε²) + ε), is shared among
 * its entries by their squares.
 */
export function createGroupNorm(device: Device, scratch: Scratch, sums: Sums) {
  /** The group of each entry, −1 past the last. */
  async function groupsOf(s: number, latents: DeviceArray, of: Uint32Array | undefined) {
    if (!of) return latents
    const table = scratch.host('group table', [of.length])
    table.values.set(of)
    const groups = scratch.array(`entry groups ${s}`, latents.shape)
    await device.compute(groups, entryGroups, [latents, table])
    return groups
  }

  return async ({ codes, gradients, of, weights, epsilon }: GroupNormOp): Promise<number> => {
    const parts = codes.map(codesOf)
    const { rows } = parts[0]!.support
    if (rows === 0) return 0
    const shared = typeof weights === 'number'
    const weightOf = shared ? weights : scratch.host('group weights', [weights.length])
    if (!shared) (weightOf as { values: Float32Array }).values.set(weights)

    const groups: DeviceArray[] = []
    for (const [s, { support }] of parts.entries()) {
      groups.push(await groupsOf(s, support.latents, of))
    }
    let sum = 0
    for (const [s, { support, values }] of parts.entries()) {
      const squares = scratch.array(`squares ${s}`, [support.capacity])
      for (const [other, part] of parts.entries()) {
        const { offsets, latentCount, capacity } = part.support
        const text = addSquares(other > 0, Math.min(latentCount, capacity) + 1)
        const listed = [groups[s]!, support.rowOf, offsets, groups[other]!, part.values]
        await device.compute(squares, text, other > 0 ? [squares, ...listed] : listed)
      }
      const given = [values, squares, groups[s]!, weightOf, epsilon]
      const shares = scratch.array(`shares ${s}`, [support.capacity])
      await device.compute(shares, penaltyShares(shared), given)
      sum += await sums.total(shares)
      const { values: slopes } = codesOf(gradients[s]!)
      await device.compute(slopes, addPenaltySlopes(shared), [slopes, ...given, 1 / rows])
    }
    return sum / rows
  }
}

const entryGroups: KernelText = {
  name: 'entryGroups',
  parameters: ['latents', 'groupOf'],
  body: () => `
    let group = -1;
    const latent = latents[this.thread.x];
    if (latent >= 0) { group = groupOf[latent]; }
    return group;`,
}

const addSquares = (adds: boolean, maxIterations: number): KernelText => ({
  name: 'addSquares',
  parameters: [...(adds ? ['old'] : []), 'groups', 'rowOf', 'offsets', 'otherGroups', 'values'],
  maxIterations,
  body: () => `
    let sum = ${adds ? 'old[this.thread.x]' : '0'};
    const n = rowOf[this.thread.x];
    if (n >= 0) {
      const group = groups[this.thread.x];
      const last = offsets[n + 1];
      for (let e = offsets[n]; e < last; e += 1) {
        if (otherGroups[e] <= group && otherGroups[e] >= group) { sum += values[e] * values[e]; }
      }
    }
    return sum;`,
})

/** Leaves the entry's weight and √(q + ε²) in `weight` and `norm`. */
const normOf = (shared: boolean) => `
  const q = squares[this.thread.x];
  const group = groups[this.thread.x];
  const weight = ${shared ? 'weights' : 'weights[group]'};
  const norm = Math.sqrt(q + epsilon * epsilon);`

/** w z² / (√(q + ε²) + ε): the sum over a group's entries is √(q + ε²) − ε without cancellation. */
const penaltyShares = (shared: boolean): KernelText => ({
  name: 'penaltyShares',
  parameters: ['values', 'squares', 'groups', 'weights', 'epsilon'],
  body: () => `
    let result = 0;
    const z = values[this.thread.x];
    if (z !== 0) {
      ${normOf(shared)}
      result = weight * z * z / (norm + epsilon);
    }
    return result;`,
})

const addPenaltySlopes = (shared: boolean): KernelText => ({
  name: 'addPenaltySlopes',
  parameters: ['slopes', 'values', 'squares', 'groups', 'weights', 'epsilon', 'share'],
  body: () => `
    let result = slopes[this.thread.x];
    const z = values[this.thread.x];
    if (z !== 0) {
      ${normOf(shared)}
      result += weight * z / norm * share;
    }
    return result;`,
})
