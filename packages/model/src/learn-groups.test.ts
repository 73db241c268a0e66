import { createRandom, createWasm, matrix, sparseCodes, type SparseCodes } from '@cmgsae/tensor'
import { allclose } from '@cmgsae/vitest'
import { describe, expect, it } from 'vitest'
import { createCoActivation, type CoActivation } from './co-activation.ts'
import { clusterLatents, fillCosines } from './cluster-latents.ts'
import { groupChanges, livingGroups } from './group-changes.ts'
import { matchGroups } from './match-groups.ts'
import { preset } from './presets/index.ts'
import { override, type RecipeOverrides } from './recipe.ts'
import { groupAnew, regroup } from './regroup.ts'
import { train } from './train.ts'
import type { TrainingState } from './training-state.ts'

/** Codes from rows of [latent, value]. */
function codesOf(latents: number, rows: readonly (readonly [number, number])[][]): SparseCodes {
  const codes = sparseCodes(rows.length, latents, rows.flat().length)
  let e = 0
  rows.forEach((row, n) => {
    for (const [i, value] of row.toSorted(([a], [b]) => a - b)) {
      codes.indices[e] = i
      codes.values[e++] = value
    }
    codes.offsets[n + 1] = e
  })
  return codes
}

const groupsCount = 4
const latents = 24

/**
 * Latent i belongs to planted group i mod 4; even ones are used by the first modality, odd halves by
 * the second, so that only pairs tell that they belong together. The last four never fire; latent 0
 * fires for many samples of other groups too.
 */
function planted(of = (i: number) => i % groupsCount, samples = 200, seed = 1): CoActivation {
  const random = createRandom(seed)
  const parts: [number, number][][][] = [[], []]
  for (let n = 0; n < samples; n++) {
    const group = n % groupsCount
    const members = Array.from({ length: latents - 4 }, (_, i) => i).filter((i) => of(i) === group)
    for (const s of [0, 1]) {
      const own = members.filter((i) => (i >> 2) % 2 === s && random.uniform() < 0.7)
      const row = own.map((i): [number, number] => [i, 0.5 + random.uniform()])
      if (s === 0 && random.uniform() < 0.3 && !own.includes(0)) row.push([0, 0.4])
      parts[s]!.push(row)
    }
  }
  const activity = createCoActivation(latents)
  activity.add(parts.map((rows) => codesOf(latents, rows)))
  return activity.finish()
}

/** Whether two partitions are one, whatever the groups are called. */
function samePartition(a: ArrayLike<number>, b: ArrayLike<number>, upTo: number) {
  for (let i = 0; i < upTo; i++) {
    for (let j = 0; j < i; j++) {
      if ((a[i] === a[j]) !== (b[i] === b[j])) return false
    }
  }
  return true
}

const truth = Uint32Array.from({ length: latents }, (_, i) => i % groupsCount)
const blocks = Uint32Array.from({ length: latents }, (_, i) => Math.floor(i / 6))

describe('co-activation', () => {
  it('joins what the modalities do for a pair', () => {
    const activity = createCoActivation(3)
    activity.add([
      codesOf(3, [[[0, 3]], [[0, 1]]]),
      codesOf(3, [
        [
          [0, 4],
          [2, 2],
        ],
        [],
      ]),
    ])
    const { samples, offsets, indices, profiles, strengths } = activity.finish()
    expect(samples).toBe(2)
    expect([...offsets]).toEqual([0, 2, 3])
    expect([...indices]).toEqual([0, 2, 0])
    allclose(strengths, [Math.sqrt(26), 0, 2])
    allclose(profiles, [5 / Math.sqrt(26), 1, 1 / Math.sqrt(26)])
  })

  it('keeps the 64 strongest of a code of many', () => {
    const activity = createCoActivation(100)
    activity.add([codesOf(100, [Array.from({ length: 100 }, (_, i) => [i, 1 + i])])])
    const { indices } = activity.finish()
    expect([...indices]).toEqual(Array.from({ length: 64 }, (_, i) => 36 + i))
  })

  it('gives the cosine of profiles with the centres of groups', () => {
    const activity = planted()
    const cosines = new Float32Array(latents * groupsCount)
    fillCosines(activity, groupsCount, truth, cosines)
    const { samples, offsets, indices, profiles, strengths } = activity
    const dense = new Float64Array(latents * samples)
    for (let n = 0; n < samples; n++) {
      for (let e = offsets[n]!; e < offsets[n + 1]!; e++)
        dense[indices[e]! * samples + n] = profiles[e]!
    }
    for (let g = 0; g < groupsCount; g++) {
      const center = Float64Array.from({ length: samples }, (_, n) =>
        truth.reduce(
          (sum, of, i) => sum + (of === g ? strengths[i]! * dense[i * samples + n]! : 0),
          0,
        ),
      )
      const norm = Math.hypot(...center)
      for (let i = 0; i < latents; i++) {
        const expected = center.reduce((sum, c, n) => sum + c * dense[i * samples + n]!, 0) / norm
        allclose([cosines[i * groupsCount + g]!], [expected], { rtol: 1e-4, atol: 1e-6 })
      }
    }
  })
})

describe('clustering', () => {
  it('finds planted co-activation from blocks, and leaves silent latents where they were', () => {
    const { of } = clusterLatents(planted(), groupsCount, { from: blocks, seed: 3 })
    expect(samePartition(of, truth, latents - 4)).toBe(true)
    expect(of.slice(-4)).toEqual(blocks.slice(-4))
  })

  it('fills a group that nothing fires in', () => {
    const merged = truth.map((g) => (g === 3 ? 2 : g))
    const { of } = clusterLatents(planted(), groupsCount, { from: merged, seed: null })
    expect(samePartition(of, truth, latents - 4)).toBe(true)
  })

  it('copes with codes that never fire', () => {
    const activity = createCoActivation(latents)
    activity.add([codesOf(latents, [[], []])])
    const silent = activity.finish()
    expect([...groupAnew(silent, blocks, groupsCount, 0)]).toEqual([...blocks])
    expect([...regroup(silent, blocks, groupsCount, 0)]).toEqual([...blocks])
  })
})

describe('matching', () => {
  it('gives permuted clusters the places of the groups they share most with', () => {
    const weights = new Float32Array(latents).fill(1)
    const permuted = truth.map((g) => [2, 0, 3, 1][g]!)
    expect([...matchGroups(permuted, truth, groupsCount, weights)]).toEqual([...truth])
    // One latent changed sides; the groups are still who they were.
    permuted[5] = 2
    const matched = matchGroups(permuted, truth, groupsCount, weights)
    expect(matched.findIndex((g, i) => g !== truth[i])).toBe(5)
    expect(matched[5]).toBe(0)
  })

  it('gives every group a place of its own, also those that share nothing', () => {
    const weights = new Float32Array(4).fill(1)
    const before = Uint32Array.of(0, 0, 0, 0)
    expect([...matchGroups(Uint32Array.of(3, 2, 1, 1), before, 4, weights)]).toEqual([3, 2, 0, 0])
  })
})

describe('hysteresis', () => {
  const learned = groupAnew(planted(), blocks, groupsCount, 0)

  it('learns the planted groups, each under the name of a group before', () => {
    expect(samePartition(learned, truth, latents - 4)).toBe(true)
  })

  it('leaves groups alone when the same groups fire for other samples', () => {
    for (let seed = 2; seed < 8; seed++) {
      const again = regroup(planted(undefined, 200, seed), learned, groupsCount, 0.1)
      expect([...again]).toEqual([...learned])
    }
  })

  it('moves a latent that fires with another group, and no other', () => {
    const moved = planted((i) => (i === 5 ? 2 : i % groupsCount))
    const found = regroup(moved, learned, groupsCount, 0.1)
    expect([...found.keys()].filter((i) => found[i] !== learned[i])).toEqual([5])
    expect(found[5]).toBe(learned[2])
  })

  it('holds a latent that leans towards another group, and lets go of one that goes there', () => {
    /** Latents 0 … 7 fire for the first fifty samples, 8 … 15 for the rest, 16 for fifty from `first`. */
    const block = (from: number) =>
      Array.from({ length: 8 }, (_, i): [number, number] => [from + i, 1])
    const groupOfLast = (first: number, hysteresis: number) => {
      const rows = Array.from({ length: 100 }, (_, n) => {
        const row = block(n < 50 ? 0 : 8)
        return n >= first && n < first + 50 ? [...row, [16, 1] as [number, number]] : row
      })
      const activity = createCoActivation(17)
      activity.add([codesOf(17, rows)])
      const before = Uint32Array.from({ length: 17 }, (_, i) => (i < 8 || i === 16 ? 0 : 1))
      return regroup(activity.finish(), before, 2, hysteresis)[16]
    }
    expect([0, 0.1, 0.5].map((hysteresis) => groupOfLast(28, hysteresis))).toEqual([1, 1, 0])
    expect([0, 0.1, 0.5].map((hysteresis) => groupOfLast(40, hysteresis))).toEqual([1, 1, 1])
  })
})

describe('changes of an epoch', () => {
  it('counts moved latents, born and emptied groups, by hand', () => {
    const dead = (list: number[]) => ({
      silent: new Uint32Array(4),
      dead: Uint8Array.from({ length: 4 }, (_, i) => (list.includes(i) ? 1 : 0)),
      window: 1,
      count: list.length,
    })
    const before = livingGroups(Uint32Array.of(0, 0, 1, 2), dead([3]))
    const after = livingGroups(Uint32Array.of(0, 1, 1, 2), dead([]))
    // Of the three that lived before, one moved; group 2 has its first living latent.
    const changes = groupChanges(before, after, 3)
    expect(changes).toMatchObject({ moved: 1, born: 1, emptied: 0 })
    // H = ln 3 − ⅔ ln 2 both times, I = ln 3 − 4/3 ln 2.
    const h = Math.log(3) - (2 / 3) * Math.log(2)
    expect(changes.agreement).toBeCloseTo((Math.log(3) - (4 / 3) * Math.log(2)) / h, 10)
    expect(groupChanges(after, before, 3)).toMatchObject({ moved: 1, born: 0, emptied: 1 })
    expect(groupChanges(after, after, 3)).toEqual({ moved: 0, born: 0, emptied: 0, agreement: 1 })
  })
})

describe('training with learned groups', () => {
  const rows = 160
  const concepts = 8

  /** Pairs of eight planted concepts; `main` is the class. */
  function pairs() {
    const random = createRandom(5)
    const main = Int32Array.from({ length: rows }, () => random.integer(concepts))
    const modalities = [12, 9].map((width, s) => {
      const atoms = Float32Array.from({ length: concepts * width }, () => random.normal())
      const embeddings = matrix(rows, width)
      for (let n = 0; n < rows; n++) {
        for (let j = 0; j < width; j++) {
          embeddings.data[n * width + j] = atoms[main[n]! * width + j]! + 0.3 * random.normal()
        }
      }
      return { name: `m${s}`, embeddings }
    })
    return { modalities, main }
  }
  const { modalities, main } = pairs()
  const groups = { kind: 'learned', modality: null, size: 4, every: 0.08, hysteresis: 0.1 } as const
  const recipe = (name = 'cmgsae', overrides: RecipeOverrides = {}) =>
    override(
      override(preset(name), {
        latents: 32,
        activation: { kind: 'topK', k: 3 },
        groups,
        training: { epochs: 12, batch: 32, learningRate: 1e-2 },
      }),
      overrides,
    )

  it('reports every epoch what changed, until the learning rate decays', async () => {
    const seen: number[] = []
    const { state, history } = await train(
      { modalities },
      { recipe: recipe(), onProgress: ({ record }) => record && seen.push(record.groups!.moved) },
    )
    expect(history.map(({ groups: changes }) => changes!.moved)).toEqual(seen)
    expect(seen.some((moved) => moved > 0)).toBe(true)
    // Decay begins after 42 of 60 steps, in the ninth epoch.
    expect(seen.slice(9).every((moved) => moved === 0)).toBe(true)
    for (const { groups: changes } of history) {
      if (changes!.moved === 0) expect(changes!.agreement).toBe(1)
      else expect(changes!.agreement).toBeLessThan(1)
    }
    expect(state.partition.names).toEqual(Array.from({ length: 8 }, (_, g) => `group ${g}`))
  })

  it.each([
    ['cmgsae', {}],
    [
      'cmgsae',
      { groups: { ...groups, modality: 'm0' }, training: { validation: 0.2, patience: 3 } },
    ],
    ['cmgsae', { activation: { kind: 'groupTopK', k: 3, groups: 2 } }],
    ['views', {}],
    ['separateMatched', {}],
    ['cross', { activation: { kind: 'jumpReLU', l0: 3, bandwidth: 0.05 } }],
  ] as [string, RecipeOverrides][])(
    'stopped and resumed, %s %o ends in the same bytes',
    async (name, overrides) => {
      const options = { recipe: recipe(name, overrides) }
      const whole = await train({ modalities }, options)
      for (const stop of [4, 5, 18, 23]) {
        const abort = new AbortController()
        let saved: TrainingState | undefined
        const stopped = train(
          { modalities },
          {
            ...options,
            signal: abort.signal,
            onProgress: ({ step }) => step === stop && abort.abort(new Error('stop')),
            onCheckpoint: async (state) => {
              saved = state
            },
          },
        )
        await expect(stopped).rejects.toThrow('stop')
        const resumed = await train({ modalities }, { ...options, resume: saved! })
        expect(resumed.state).toEqual(whole.state)
        expect(resumed.history).toEqual(whole.history)
      }
    },
  )

  it('gives the same bytes whatever the number of threads', async () => {
    const results = []
    for (const threads of [1, 3]) {
      const backend = await createWasm({ threads })
      const { state, history } = await train({ modalities }, { recipe: recipe(), backend })
      backend.dispose()
      results.push({ state, history })
    }
    expect(results[1]).toEqual(results[0])
  })

  it('reads no labels: other classes give other names and nothing else', async () => {
    const names = Array.from({ length: concepts }, (_, c) => `class ${c}`)
    const of = main.slice()
    const named = await train({ modalities, classes: { names, of } }, { recipe: recipe() })
    const reversed = of.map((c) => concepts - 1 - c)
    const other = await train(
      { modalities, classes: { names, of: reversed } },
      { recipe: recipe() },
    )
    const without = await train({ modalities }, { recipe: recipe() })
    expect(other.state.partition.of).toEqual(named.state.partition.of)
    expect(without.state.partition.of).toEqual(named.state.partition.of)
    expect(without.state.parameters).toEqual(named.state.parameters)
    expect(named.state.partition.names.some((name) => name.startsWith('class'))).toBe(true)
    const back = named.state.partition.names.map((name) =>
      name.replaceAll(/class (\d)/g, (_, c) => `class ${concepts - 1 - Number(c)}`),
    )
    expect(other.state.partition.names).toEqual(back)
  })

  it.each([
    [{ every: 0 }, 'groups.every is 0; it must be above 0 and at most 0.7'],
    [{ every: 0.8 }, 'groups.every is 0.8'],
    [{ hysteresis: -1 }, 'groups.hysteresis is -1; it must be a number from 0 up'],
    [{ size: 0 }, 'groups.size is 0'],
    [{ modality: 'smell' }, 'groups.modality is "smell"; it must be one of m0, m1'],
  ])('refuses %o in one line', async (part, message) => {
    const refused = train(
      { modalities },
      { recipe: recipe('cmgsae', { groups: { ...groups, ...part } }) },
    )
    await expect(refused).rejects.toThrow(message)
    await expect(refused).rejects.not.toThrow('\n')
  })
})
