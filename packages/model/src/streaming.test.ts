import { createRandom, createReference, matrix, type Matrix } from '@cmgsae/tensor'
import { describe, expect, it } from 'vitest'
import { preset } from './presets/index.ts'
import { override, type RecipeOverrides } from './recipe.ts'
import type { RowSource } from './row-source.ts'
import { train } from './train.ts'
import type { TrainOptions } from './train-options.ts'
import type { TrainingState } from './training-state.ts'

const count = 150
const widths = [12, 9]

/** Pairs of ten concepts; every 16th sample lacks one modality. */
function pairs(): Matrix[] {
  const random = createRandom(4)
  const atoms = widths.map((width) => Float32Array.from({ length: 10 * width }, random.normal))
  return widths.map((width, s) => {
    const out = matrix(count, width)
    for (let n = 0; n < count; n++) {
      const concept = (n * 7) % 10
      for (let j = 0; j < width; j++) {
        out.data[n * width + j] = atoms[s]![concept * width + j]! + 0.2 * random.normal()
      }
      if (n % 16 === s) out.data.fill(NaN, n * width, (n + 1) * width)
    }
    return out
  })
}

/** A matrix read as from a disk that answers late and out of order; counts what it holds at once. */
function slowly(
  x: Matrix,
  seen: { largest: number; underWay: number } = { largest: 0, underWay: 0 },
) {
  let waiting = 0
  let calls = 0
  const source: RowSource = {
    rows: x.rows,
    cols: x.cols,
    async read(rows, out) {
      const wanted = rows.slice()
      seen.largest = Math.max(seen.largest, rows.length)
      seen.underWay = Math.max(seen.underWay, ++waiting)
      calls++
      await new Promise((resolve) => {
        setTimeout(resolve, (calls * 7) % 3)
      })
      wanted.forEach((r, n) => out.set(x.data.subarray(r * x.cols, (r + 1) * x.cols), n * x.cols))
      waiting--
    },
  }
  return source
}

const named = (embeddings: readonly (Matrix | RowSource)[]) => ({
  modalities: embeddings.map((e, s) => ({ name: `m${s}`, embeddings: e })),
  rows: Uint32Array.from({ length: count - 10 }, (_, n) => n + 5),
})

const small: RecipeOverrides = {
  latents: 32,
  activation: { kind: 'topK', k: 3 },
  groups: { kind: 'contiguous', size: 4 },
  training: { epochs: 4, batch: 32 },
}

describe('streamed training', () => {
  const x = pairs()
  const streamed = named(x.map((m) => slowly(m)))
  const options = (name: string, overrides: RecipeOverrides = {}): TrainOptions => ({
    recipe: override(override(preset(name), small), overrides),
    seed: 3,
    backend: createReference(),
  })

  it.each([
    ['cmgsae', {}],
    ['cmgsae', { groups: { kind: 'clusters', modality: 'm1', size: 4 } }],
    [
      'cmgsae',
      { groups: { kind: 'learned', modality: 'm0', size: 4, every: 0.1, hysteresis: 0.1 } },
    ],
    ['cmgsae', { start: { kind: 'samples', modality: 'm0' } }],
    ['cross', { training: { validation: 0.2, patience: 1, epochs: 9 } }],
    ['separateMatched', {}],
  ] as [string, RecipeOverrides][])(
    'ends in the bytes of training in memory: %s %o',
    async (name, overrides) => {
      const inMemory = await train(named(x), options(name, overrides))
      const fromDisk = await train(streamed, options(name, overrides))
      expect(fromDisk.state).toEqual(inMemory.state)
      expect(fromDisk.history).toEqual(inMemory.history)
      const mixed = await train(named([x[0]!, slowly(x[1]!)]), options(name, overrides))
      expect(mixed.state).toEqual(inMemory.state)
    },
  )

  it('asks for coming batches while a step is at work, and holds a few batches only', async () => {
    const seen = { largest: 0, underWay: 0 }
    const waiting: number[] = []
    await train(named([x[0]!, slowly(x[1]!, seen)]), {
      ...options('cmgsae'),
      onProgress: (progress) => waiting.push(progress.waiting),
    })
    expect(seen.underWay).toBeGreaterThanOrEqual(3)
    expect(seen.underWay).toBeLessThanOrEqual(4)
    expect(waiting.every((share) => share > 0 && share < 1)).toBe(true)
    const inMemory: number[] = []
    await train(named(x), {
      ...options('cmgsae'),
      onProgress: (progress) => inMemory.push(progress.waiting),
    })
    expect(inMemory.every((share) => share === 0)).toBe(true)
  })

  it('says how far the pass of statistics is', async () => {
    const reports: { done: number; total: number }[] = []
    await train(streamed, { ...options('cmgsae'), onStatistics: (now) => void reports.push(now) })
    expect(reports.at(-1)).toEqual({ done: count - 10, total: count - 10 })
  })

  it('stopped while it waits for a batch and resumed, ends in the same bytes', async () => {
    const whole = await train(named(x), options('cmgsae'))
    const abort = new AbortController()
    let reads = 0
    const stuck: RowSource = {
      rows: count,
      cols: widths[0]!,
      async read(rows, out) {
        // The first reads are the pass of statistics and the first steps.
        if (++reads > 9) return new Promise(() => undefined)
        await slowly(x[0]!).read(rows, out)
      },
    }
    let saved: TrainingState | undefined
    const stopped = train(named([stuck, x[1]!]), {
      ...options('cmgsae'),
      signal: abort.signal,
      onProgress: ({ step }) => step === 3 && setTimeout(() => abort.abort(new Error('stop')), 30),
      onCheckpoint: async (state) => {
        saved = state
      },
    })
    await expect(stopped).rejects.toThrow('stop')
    expect(saved!.step).toBeGreaterThanOrEqual(3)
    const resumed = await train(streamed, { ...options('cmgsae'), resume: saved! })
    expect(resumed.state).toEqual(whole.state)
    expect(resumed.history).toEqual(whole.history)
  })

  it('stops in the pass of statistics with the reason of the signal', async () => {
    const abort = new AbortController()
    const stuck = { rows: count, cols: 12, read: () => new Promise<void>(() => undefined) }
    setTimeout(() => abort.abort(new Error('stop')), 10)
    const stopped = train(named([stuck, x[1]!]), { ...options('cmgsae'), signal: abort.signal })
    await expect(stopped).rejects.toThrow('stop')
  })

  it('fails with the error of a read, also of one that nobody waits for yet', async () => {
    let reads = 0
    const breaking: RowSource = {
      rows: count,
      cols: 12,
      async read(rows, out) {
        if (++reads === 12) throw new Error('the disk is gone')
        await slowly(x[0]!).read(rows, out)
      },
    }
    const failed = train(named([breaking, x[1]!]), options('cmgsae'))
    await expect(failed).rejects.toThrow('the disk is gone')
  })

  it('refuses a sample without any modality, and unequal rows', async () => {
    const broken = pairs()
    for (const m of broken) m.data.fill(NaN, 20 * m.cols, 21 * m.cols)
    const lacking = train(named(broken.map((m) => slowly(m))), options('cmgsae'))
    await expect(lacking).rejects.toThrow('row 20 lacks every modality')
    const short = slowly(matrix(9, 9))
    const unequal = train({ modalities: named([x[0]!, short]).modalities }, options('cmgsae'))
    await expect(unequal).rejects.toThrow('m1 has 9 rows and m0 has 150')
  })
})
