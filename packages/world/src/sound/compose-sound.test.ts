import { describe, expect, it } from 'vitest'
import { createDice } from '../dice.ts'
import { drawScene, type Scene } from '../scene.ts'
import { members } from '../vocabulary/vocabulary.ts'
import { composeSound } from './compose-sound.ts'
import { strength } from './signal.ts'

const scenes = Array.from({ length: 63 }, (_, n) => drawScene(2, n))
const peak = (sound: Float32Array) => sound.reduce((a, b) => Math.max(a, Math.abs(b)), 0)

describe('composeSound', () => {
  it('peaks at the level of its scene, and never clips', () => {
    for (const [n, scene] of scenes.slice(0, 20).entries()) {
      const sound = composeSound(scene, createDice(n))
      expect(sound).toHaveLength(48_000)
      expect(20 * Math.log10(peak(sound))).toBeCloseTo(scene.level, 3)
      expect(peak(sound)).toBeLessThan(0.8)
    }
  })

  it('begins with its voice, and holds noise before it', () => {
    const scene = scenes.find(({ main }) => main.concept.name === 'rooster')!
    const late: Scene = {
      ...scene,
      companions: [],
      main: { ...scene.main, manner: { ...scene.main.manner!, onset: 0.7 } },
    }
    const sound = composeSound(late, createDice(1))
    const before = peak(sound.subarray(0, 11_200))
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(0.2 * peak(sound))
  })

  it('overlaps its companions, weaker than the main voice by as much as the scene says', () => {
    const manner = { semitones: 0, pace: 1, onset: 0, decibels: 0 }
    const presence = (name: string, decibels: number) => ({
      ...members.find(({ concept }) => concept.name === name)!,
      manner: { ...manner, decibels },
    })
    const scene: Scene = {
      main: presence('clock', 0),
      companions: [presence('vacuum cleaner', 20)],
      background: 'room',
      level: 0,
    }
    const [together, alone] = [scene, { ...scene, companions: [] }].map((each) =>
      composeSound(each, createDice(4)),
    )
    const drone = together!.map((value, i) => value - alone![i]!)
    const decibels = 20 * Math.log10(strength(alone!) / strength(drone))
    expect(decibels).toBeGreaterThan(17)
    expect(decibels).toBeLessThan(23)
  })
})
