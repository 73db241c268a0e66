import { describe, expect, it } from 'vitest'
import { rasterise } from './render/rasterise.ts'
import { encodeWav } from './wav.ts'
import { createWorld } from './world.ts'

const world = createWorld({ seed: 5 })
const { classes, groups } = world
const block = Array.from({ length: classes.length }, (_, n) => world.sample(n))

describe('createWorld', () => {
  it('has eleven groups and 63 classes, some of which one modality lacks', () => {
    expect(groups).toHaveLength(11)
    expect(classes).toHaveLength(63)
    expect(classes.filter(({ seen, heard }) => seen && heard)).toHaveLength(50)
    expect(classes.filter(({ seen }) => !seen).map(({ name }) => name)).toEqual([
      'cricket',
      'cuckoo',
      'wind',
      'applause',
      'footsteps',
      'heartbeat',
    ])
    expect(classes.filter(({ heard }) => !heard).map(({ name }) => name)).toEqual([
      'balloon',
      'butterfly',
      'rainbow',
      'snowman',
      'flower',
      'cactus',
      'mushroom',
    ])
  })

  it('names each class once, and relates groups that are there', () => {
    expect(new Set(classes.map(({ name }) => name)).size).toBe(classes.length)
    const names = new Set(groups.map(({ name }) => name))
    for (const { related } of groups) expect(related.filter((name) => !names.has(name))).toEqual([])
    for (const { name, concepts } of groups) {
      expect(classes.filter(({ group }) => group === name).map((c) => c.name)).toEqual(concepts)
    }
  })

  it('has every class once in each block, in an order of its own', () => {
    const labels = (from: number) => block.map((_, i) => world.sample(from + i).label)
    const [first, second] = [labels(0), labels(classes.length)]
    const all = classes.map(({ name }) => name).sort()
    expect([...first].sort()).toEqual(all)
    expect([...second].sort()).toEqual(all)
    expect(second).not.toEqual(first)
  })

  it('gives a sample by its number alone', async () => {
    const [late, again] = [world.sample(100_003), createWorld({ seed: 5 }).sample(100_003)]
    expect(again.caption).toBe(late.caption)
    expect(again.concepts).toEqual(late.concepts)
    expect(Buffer.compare(await rasterise(again.svg), await rasterise(late.svg))).toBe(0)
    const wavs = [late, again].map(({ sound }) => encodeWav(sound, 16_000))
    expect(Buffer.compare(wavs[0]!, wavs[1]!)).toBe(0)
  })

  it('gives each seed and each number scenes of their own', () => {
    const other = createWorld({ seed: 6 })
    expect(other.sample(0).svg).not.toBe(world.sample(0).svg)
    expect(new Set(block.map(({ svg }) => svg)).size).toBe(block.length)
    expect(new Set(block.map(({ sound }) => sound.slice(9000, 9020).join())).size).toBe(
      block.length,
    )
  })

  it('makes a picture and a sound once', () => {
    expect(block[0]!.sound).toBe(block[0]!.sound)
  })

  it.each([-1, 1.5, Number.NaN, 2 ** 32])('refuses the seed %s and the sample %s', (value) => {
    expect(() => createWorld({ seed: value })).toThrow(
      `the seed ${value} must be a whole number from 0 to 4294967295`,
    )
    expect(() => world.sample(value)).toThrow(`the sample ${value} must be`)
  })
})

describe('the concepts of a sample', () => {
  it('begin with its label, which is told, and shown wherever it can be', () => {
    for (const { concepts, label, group } of block) {
      const kind = classes.find(({ name }) => name === label)!
      expect(kind.group).toBe(group)
      expect(concepts[0]).toEqual({ ...kind, told: true })
    }
  })

  it('are each shown by some modality, and none twice', () => {
    for (const { concepts } of block) {
      expect(new Set(concepts.map(({ name }) => name)).size).toBe(concepts.length)
      expect(concepts.filter(({ seen, heard }) => !seen && !heard)).toEqual([])
    }
  })

  it('leave neither the picture nor the sound empty', () => {
    for (const { concepts } of block) {
      expect(concepts.some(({ seen }) => seen)).toBe(true)
      expect(concepts.some(({ heard }) => heard)).toBe(true)
    }
  })

  it('are now and then seen, heard or told alone', () => {
    const all = Array.from({ length: 500 }, (_, n) => world.sample(n).concepts.slice(1)).flat()
    const share = (count: number) => count / all.length
    expect(share(all.filter(({ seen, heard }) => seen && !heard).length)).toBeGreaterThan(0.1)
    expect(share(all.filter(({ seen, heard }) => heard && !seen).length)).toBeGreaterThan(0.1)
    expect(share(all.filter(({ told }) => !told).length)).toBeGreaterThan(0.25)
  })
})
