import { describe, expect, it } from 'vitest'
import { createDice } from './dice.ts'
import { palette } from './picture/palette.ts'
import { rasterisePixels } from './render/rasterise.ts'
import { spectrogram } from './sound/spectrogram.ts'
import { members } from './vocabulary/vocabulary.ts'
import { createWorld } from './world.ts'

interface Example {
  readonly label: string
  readonly x: Float32Array
}

/** Share of the test examples whose nearest mean of training examples is that of their label. */
function accuracy(train: readonly Example[], test: readonly Example[]): number {
  const names = [...new Set(train.map(({ label }) => label))]
  const means = names.map((name) => {
    const own = train.filter(({ label }) => label === name)
    return own[0]!.x.map((_, j) => own.reduce((sum, { x }) => sum + x[j]!, 0) / own.length)
  })
  const distance = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, j) => sum + (value - b[j]!) ** 2, 0)
  const right = test.filter(({ label, x }) => {
    const distances = means.map((mean) => distance(x, mean))
    return names[distances.indexOf(Math.min(...distances))] === label
  })
  return right.length / test.length
}

const world = createWorld({ seed: 4 })

/** Features of samples of whole blocks, those whose main concept the modality shows. */
async function samples(
  shown: 'seen' | 'heard',
  [from, to]: readonly [number, number],
  features: (n: number) => Promise<Float32Array> | Float32Array,
): Promise<Example[]> {
  const examples: Example[] = []
  for (let n = from * world.classes.length; n < to * world.classes.length; n++) {
    const { label, concepts } = world.sample(n)
    if (concepts[0]![shown]) examples.push({ label, x: await features(n) })
  }
  return examples
}

describe('classes differ', () => {
  it('to the eye: by their drawings alone, in any colour', async () => {
    const draw = async (seed: number) => {
      const examples: Example[] = []
      for (const [i, { concept }] of members.entries()) {
        if (!concept.draw) continue
        const dice = createDice(seed, i)
        const colour = concept.colours ? dice.pick(concept.colours) : 'grey'
        const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-52 -52 104 104" width="104" height="104"><g stroke="#000" stroke-width="2">${concept.draw(palette[colour], dice)}</g></svg>`
        const { data } = await rasterisePixels(svg, { size: 20 })
        examples.push({ label: concept.name, x: Float32Array.from(data) })
      }
      return examples
    }
    const [a, b, c] = [await draw(1), await draw(2), await draw(3)]
    expect(accuracy([...a, ...b], c)).toBeGreaterThan(0.9)
  })

  it('not by the mean colours of a scene', async () => {
    const squares = async (n: number) =>
      Float32Array.from((await rasterisePixels(world.sample(n).svg, { size: 8 })).data)
    const [train, test] = [
      await samples('seen', [0, 5], squares),
      await samples('seen', [5, 7], squares),
    ]
    expect(accuracy(train, test)).toBeLessThan(0.4)
  })

  it('to the ear: in part by the mean and spread of each band', async () => {
    const bandsOf = (n: number) => {
      const { frames, bands, data } = spectrogram(world.sample(n).sound, { frames: 12, bands: 24 })
      const out = new Float32Array(2 * bands)
      for (let b = 0; b < bands; b++) {
        const column = Array.from({ length: frames }, (_, f) => data[f * bands + b]!)
        const mean = column.reduce((sum, value) => sum + value, 0) / frames
        out[2 * b] = mean
        out[2 * b + 1] = Math.sqrt(column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / frames)
      }
      return out
    }
    const [train, test] = [
      await samples('heard', [0, 4], bandsOf),
      await samples('heard', [4, 6], bandsOf),
    ]
    const found = accuracy(train, test)
    expect(found).toBeGreaterThan(0.25) // chance is 1 in 56
    expect(found).toBeLessThan(0.9)
  }, 60_000)
})
