import type { AdamHyper, AdamOp, LearnOp, Region, WeightGradient } from '../backend.ts'
import { adamFirst, adamSecond, adamStep, project, rescale } from './adam-kernels.ts'
import type { Device, DeviceArray } from './device.ts'
import { arrayOf, codesOf } from './resident.ts'
import type { Scratch } from './scratch.ts'
import { columnValues, gatherGradient } from './sparse-kernels.ts'
import type { Inside, Sums } from './sums.ts'
import type { Support } from './support.ts'

type Term = WeightGradient['terms'][number]

/** Ops on ∂W, which lies in scratch memory from its gathering to its use, and Adam. */
export function createLearn(
  device: Device,
  scratch: Scratch,
  sums: Sums,
  columns: (support: Support) => Promise<void>,
) {
  /** Adds one or two terms on one support. */
  async function gather(
    gradient: DeviceArray,
    terms: readonly Term[],
    inside: Inside,
    adds: boolean,
  ): Promise<void> {
    const { support } = codesOf(terms[0]!.codes)
    await columns(support)
    const { pointers, entries, columnRows, maxRows, capacity } = support
    const given: DeviceArray[] = [...(adds ? [gradient] : []), pointers, columnRows]
    for (const [t, { codes, x }] of terms.entries()) {
      const listed = scratch.array(`column values ${t}`, [capacity])
      await device.compute(listed, columnValues, [entries, codesOf(codes).values])
      given.push(listed, arrayOf(x))
    }
    const spans = terms.map((term) => term.spans)
    const text = gatherGradient(spans, inside, adds, maxRows + 1)
    await device.compute(gradient, text, given)
  }

  /** ∂W inside the regions, 0 elsewhere. */
  async function evaluate(op: WeightGradient, inside: Inside): Promise<DeviceArray> {
    const w = arrayOf(op.w)
    const gradient = scratch.array('weight gradient', w.shape)
    for (const [at, terms] of paired(op.terms).entries()) {
      await gather(gradient, terms, inside, at > 0)
    }
    if (op.project) {
      const inner = await sums.rowDots('inner', gradient, w)
      const squared = await sums.rowDots('squared', w, w, inside)
      await device.compute(gradient, project(inside), [gradient, w, inner, squared])
    }
    return gradient
  }

  /** Adam on what lies `inside`. */
  async function step(
    [parameter, gradient, first, second]: readonly [
      DeviceArray,
      DeviceArray,
      DeviceArray,
      DeviceArray,
    ],
    { learningRate, beta1, beta2, epsilon, step: count, scale }: AdamHyper,
    inside: Inside,
  ): Promise<void> {
    const given = [first, gradient, beta1, (1 - beta1) * scale]
    await device.compute(first, adamFirst(inside), given)
    await device.compute(second, adamSecond(inside), [second, gradient, beta2, 1 - beta2, scale])
    const rate = learningRate / (1 - beta1 ** count)
    const correction = 1 / (1 - beta2 ** count)
    const state = [parameter, first, second, rate, correction, epsilon]
    await device.compute(parameter, adamStep(inside), state)
  }

  return {
    async squaredGradient(op: WeightGradient): Promise<number> {
      const gradient = await evaluate(op, insideOf(op.regions))
      return sums.total(await sums.rowDots('squared', gradient, gradient))
    },

    async learn(op: LearnOp): Promise<void> {
      const inside = insideOf(op.regions)
      const gradient = await evaluate(op, inside)
      const w = arrayOf(op.w)
      await step([w, gradient, arrayOf(op.first), arrayOf(op.second)], op, inside)
      const bounded = op.regions.filter(({ radius }) => radius !== undefined)
      if (bounded.length === 0) return
      const squared = await sums.rowDots('squared', w, w, insideOf(bounded))
      await device.compute(w, rescale(bounded, insideOf), [w, squared])
    },

    adam: ({ parameter, gradient, first, second, ...hyper }: AdamOp): Promise<void> =>
      step(
        [arrayOf(parameter), arrayOf(gradient), arrayOf(first), arrayOf(second)],
        hyper,
        () => 'true',
      ),
  }
}

/** Regions are few and stay the same while a model trains, so that they are part of the kernels. */
const insideOf =
  (regions: readonly Region[]): Inside =>
  (row, col) =>
    regions
      .map(
        ({ rows, cols }) =>
          `(${row} >= ${rows[0]} && ${row} < ${rows[1]} && ${col} >= ${cols[0]} && ${col} < ${cols[1]})`,
      )
      .join(' || ') || 'false'

/** Neighbouring terms on one support, two by two: more arrays than that no device need take. */
function paired(terms: readonly Term[]): readonly (readonly Term[])[] {
  const pairs: Term[][] = []
  for (const term of terms) {
    const last = pairs.at(-1)
    const shares = last && codesOf(last[0]!.codes).support === codesOf(term.codes).support
    if (shares && last.length < 2) last.push(term)
    else pairs.push([term])
  }
  return pairs
}
