import { groupProfile, type Profile } from '@cmgsae/probes'
import { DemoError } from '../../errors.ts'
import type { EncodedRun } from '../runs/opened-run.ts'
import type { Target } from '../types.ts'

/** What is edited for a target, and the group that its latents are of. */
export interface TargetProfile {
  readonly profile: Profile
  readonly group: number
}

/**
 * What a target looks like in joint codes: a latent at its mean activation where it fires; a group's
 * mean code over the samples that activate it; a class's mean code within the group that responds
 * most to it, without latents below a tenth of the strongest.
 * @throws DemoError when it fires on no sample
 */
export function profileOf(run: EncodedRun, { kind, index }: Target): TargetProfile {
  return run.once(
    `profile ${kind} ${index}`,
    () => {
      if (kind === 'class') return classProfile(run, index)
      const { byConcept } = run.activations(kind)
      const [from, to] = [byConcept.offsets[index]!, byConcept.offsets[index + 1]!]
      if (from === to) throw silent(`${kind} ${index}`)
      if (kind === 'group') {
        const rows = byConcept.samples.subarray(from, to)
        return { profile: groupProfile(run.joint, run.partition, index, rows), group: index }
      }
      const mean = byConcept.values.subarray(from, to).reduce((sum, v) => sum + v, 0) / (to - from)
      return {
        profile: { latents: Uint32Array.of(index), values: Float32Array.of(mean) },
        group: run.partition.of[index]!,
      }
    },
    { byGroups: true },
  )
}

function classProfile(run: EncodedRun, index: number): TargetProfile {
  const { classes, labels } = run.samples
  const rows = Uint32Array.from(labels.keys()).filter((n) => labels[n] === index)
  if (rows.length === 0) throw silent(`the class ${classes[index] ?? index}`)
  const group = mostTypical(run, rows)
  const { latents, values } = groupProfile(run.joint, run.partition, group, rows)
  // Other classes share the group, and are left alone.
  const least = 0.1 * Math.max(...values)
  const kept = [...values.keys()].filter((at) => values[at]! >= least)
  return {
    profile: {
      latents: Uint32Array.from(kept, (at) => latents[at]!),
      values: Float32Array.from(kept, (at) => values[at]!),
    },
    group,
  }
}

/** The group whose mean squared activity on the rows exceeds that on all samples most. */
function mostTypical(run: EncodedRun, rows: Uint32Array): number {
  const { codes } = run.activations('group')
  const excess = new Float64Array(codes.latents)
  const add = (n: number, weight: number) => {
    for (let e = codes.offsets[n]!; e < codes.offsets[n + 1]!; e++) {
      excess[codes.indices[e]!]! += weight * codes.values[e]! ** 2
    }
  }
  for (const n of rows) add(n, 1 / rows.length)
  for (let n = 0; n < codes.rows; n++) add(n, -1 / codes.rows)
  return excess.indexOf(Math.max(...excess))
}

const silent = (what: string) =>
  new DemoError(`${what} fires on no sample: there is nothing to steer by; choose another`)
