import { beforeAll, expect, it } from 'vitest'
import type { EncodedRun } from '../runs/opened-run.ts'
import { openSmallRun } from '../testing/open-small-run.ts'
import { onRandomGroups } from './edit-code.ts'
import { profileOf } from './profile-of.ts'
import { driftOf, steer } from './steer.ts'

let run: EncodedRun
beforeAll(async () => void (run = await openSmallRun()))

const bell = { kind: 'class', index: 0 } as const

it('moves both modalities to a class that is boosted, and away when its sign is turned', async () => {
  const query = { sample: 1, modality: 'image' }
  const edits = [{ kind: 'boost', target: bell, amount: 3 }] as const
  const { modalities, targets } = await steer(run, { query, edits, controls: true })
  expect(targets).toEqual([0])
  for (const { drift, flipped, random, nearest, kept } of Object.values(modalities)) {
    expect(drift.target).toBeGreaterThan(0.3)
    expect(drift.target).toBeGreaterThan(flipped!.target)
    expect(random).not.toBeNull()
    expect(run.samples.labels[nearest.samples[0]!]).toBe(0)
    expect(kept).toBeLessThan(0.99)
  }
})

it('changes nothing without edits, and all of a latent that is suppressed', async () => {
  const query = { sample: 2 }
  const idle = await steer(run, { query, edits: [] })
  expect(idle.after).toEqual(idle.before)
  expect(idle.modalities['image']!.kept).toBeCloseTo(1, 6)
  expect(idle.modalities['image']!.drift.others).toBe(0)
  const index = idle.before.indices[0]!
  const edits = [{ kind: 'suppress', target: { kind: 'latent', index }, amount: 0 }] as const
  const { after, modalities } = await steer(run, { query, edits, controls: true })
  expect([...after.indices]).toEqual([...idle.before.indices].slice(1))
  expect(modalities['image']!.flipped).toBeNull()
})

it('sets a group to as much as it usually is', async () => {
  const group = run.partition.of[run.codes['image']!.indices[0]!]!
  const target = { kind: 'group', index: group } as const
  const { profile } = profileOf(run, target)
  const { after } = await steer(run, {
    query: { sample: 0 },
    edits: [{ kind: 'set', target, amount: 2 }],
  })
  for (const [at, latent] of profile.latents.entries()) {
    const e = after.indices.indexOf(latent)
    expect(e < 0 ? 0 : after.values[e]).toBeCloseTo(2 * profile.values[at]!, 5)
  }
})

it('gives a control as much activation in all, on latents of a group that is not touched', () => {
  const partition = { names: ['a', 'b'], of: Uint32Array.of(0, 0, 1, 1) }
  const profile = { latents: Uint32Array.of(0, 1), values: Float32Array.of(3, 4) }
  const edit = { kind: 'boost', amount: 1, profile, group: 0 } as const
  const [control] = onRandomGroups([edit], partition, (latent) => latent !== 3, 0)!
  expect([...control!.profile.latents]).toEqual([2])
  expect([...control!.profile.values]).toEqual([5])
  expect(onRandomGroups([edit], partition, () => false, 0)).toBeNull()
})

it('takes drift apart', () => {
  const before = Float32Array.of(0, 0, 0)
  const after = Float32Array.of(0.5, -0.25, 0.75)
  expect(driftOf(before, after, [0])).toEqual({ target: 0.5, others: 0.5 })
  expect(driftOf(before, after, [])).toEqual({ target: NaN, others: 0.5 })
})
