import {
  contrastive,
  elastic,
  l1,
  nested,
  pairsPerRow,
  type Partition,
  type Penalty,
} from '@cmgsae/regularizers'
import type { Backend } from '@cmgsae/tensor'
import type { PenaltySpec } from './recipe.ts'
import type { CodeBuffers } from './pass.ts'

/** A norm of groups of latents that the backend evaluates where the codes lie. */
interface GroupNorm {
  readonly of: Uint32Array | null
  /** Of each group, or of every latent: before and after the warm-up's factor. */
  readonly full: Float32Array | number
  readonly scaled: Float32Array
  readonly epsilon: number
}

/** A recipe's penalties on the codes of a step. */
export interface Penalties {
  /** Whether any needs the partners of the samples. */
  readonly needsPartners: boolean
  /** Norms of groups are those of this partition from here on. */
  regroup(partition: Partition): void
  /**
   * Value at this progress, their gradients added to the passes'. `partners` as `contrastive` of
   * `@cmgsae/regularizers` takes them.
   */
  apply(
    backend: Backend,
    passes: readonly CodeBuffers[],
    context: { readonly progress: number; readonly partners: readonly Int32Array[] },
  ): Promise<number>
}

/** When penalties act: ramped up over `until` of the run, those on groups only from `groupsFrom` on. */
export interface PenaltyRamp {
  readonly until: number
  readonly groupsFrom?: number
}

/**
 * The sum of a recipe's penalties of non-zero weight, ramped up; null: none.
 * Group norms run on the backend (as `groupLasso`, `treeGroupLasso` and `crossModalGroup` of
 * `@cmgsae/regularizers` define them), so does the contrastive loss where the backend has it, and the
 * others on the host.
 */
export function penaltiesOf(
  specs: readonly PenaltySpec[],
  partition: Partition,
  { until, groupsFrom = 0 }: PenaltyRamp,
): Penalties | null {
  const used = specs.filter((spec) => !('weight' in spec) || spec.weight > 0)
  if (used.length === 0) return null
  const normsOver = (groups: Partition) => used.flatMap((spec) => groupNorms(spec, groups))
  let norms = normsOver(partition)
  const contrasts = used.filter((spec) => spec.kind === 'contrastive')
  const onCodes = used.flatMap(hostPenalty)
  const withContrasts = [...onCodes, ...contrasts.map(contrastive)]
  let scratch: Float32Array[] = []
  const ramp = (progress: number) =>
    progress < 0 ? 0 : until > 0 ? Math.min(1, progress / until) : 1

  async function onHost(
    backend: Backend,
    passes: readonly CodeBuffers[],
    factor: number,
    penalties: readonly Penalty[],
    partners: readonly Int32Array[],
  ): Promise<number> {
    for (const { gradients, hostGradients } of passes) {
      await backend.readCodes(gradients, hostGradients)
    }
    const codes = passes.map(({ host }) => host)
    if (scratch.length !== passes.length) {
      scratch = passes.map(({ host }) => new Float32Array(host.values.length))
    }
    for (const [s, values] of scratch.entries())
      values.fill(0, 0, codes[s]!.offsets[codes[s]!.rows])
    let value = 0
    for (const penalty of penalties) value += penalty.gradient(codes, scratch, { partners })
    for (const [s, { gradients, hostGradients, host }] of passes.entries()) {
      const { values } = hostGradients
      const own = scratch[s]!
      for (let e = 0; e < host.offsets[host.rows]!; e++) values[e]! += factor * own[e]!
      await backend.writeValues(gradients, values)
    }
    return factor * value
  }

  return {
    needsPartners: used.some(({ kind }) => kind === 'contrastive'),
    regroup(groups) {
      norms = normsOver(groups)
    },
    async apply(backend, passes, { progress, partners }) {
      const factor = ramp(progress)
      if (factor === 0) return 0
      const onGroups = ramp(progress - groupsFrom)
      let value = 0
      for (const { of, full, scaled, epsilon } of norms) {
        if (typeof full !== 'number') {
          if (onGroups === 0) continue
          for (let g = 0; g < full.length; g++) scaled[g] = onGroups * full[g]!
        }
        value += await backend.groupNorm({
          codes: passes.map(({ codes }) => codes),
          gradients: passes.map(({ gradients }) => gradients),
          weights: typeof full === 'number' ? factor * full : scaled,
          epsilon,
          ...(of && { of }),
        })
      }
      const others = backend.contrastive ? onCodes : withContrasts
      if (others.length > 0) value += await onHost(backend, passes, factor, others, partners)
      if (!backend.contrastive || contrasts.length === 0) return value
      const share = factor / pairsPerRow(passes.map(({ host }) => host))
      for (const { weight, temperature } of contrasts) {
        for (const [a, b] of pairsOf(passes)) {
          value += await backend.contrastive({
            codes: [a.codes, b.codes],
            gradients: [a.gradients, b.gradients],
            partners,
            weight: share * weight,
            temperature,
          })
        }
      }
      return value
    },
  }
}

function pairsOf<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]))
}

function groupNorms(spec: PenaltySpec, partition: Partition): GroupNorm[] {
  const over = ({ of, sizes }: Partition, weight: number, epsilon: number): GroupNorm => ({
    of,
    full: Float32Array.from(sizes, (size) => weight * Math.sqrt(size)),
    scaled: new Float32Array(sizes.length),
    epsilon,
  })
  switch (spec.kind) {
    case 'groupLasso':
      return [over(partition, spec.weight, 1e-6)]
    case 'treeGroupLasso':
      return nested({ partition, branching: spec.branching }).levels.map((level) =>
        over(level, spec.weight, 0),
      )
    case 'crossModalGroup':
      return [{ of: null, full: spec.weight, scaled: new Float32Array(0), epsilon: 1e-6 }]
    default:
      return []
  }
}

function hostPenalty(spec: PenaltySpec): Penalty[] {
  switch (spec.kind) {
    case 'l1':
      return [l1(spec)]
    case 'elastic':
      return [elastic(spec)]
    default:
      return []
  }
}
