import { describe, expect, it } from 'vitest'
import { createDice } from '../dice.ts'
import { palette } from '../picture/palette.ts'
import { drawScene, type Presence } from '../scene.ts'
import { composeCaption } from './compose-caption.ts'
import { FAINT, LARGE, LOUD, PITCHED, QUICK, SLOW, SMALL } from './describe.ts'
import { nounPhrase, places } from './phrases.ts'

const captions = Array.from({ length: 3000 }, (_, n) => {
  const scene = drawScene(9, n)
  const { caption, told } = composeCaption(scene, createDice(9, n, 4))
  return { scene, caption, told: [...told], text: ` ${caption.toLowerCase().replace(/\.$/, '')} ` }
})

const nouns = ({ concept }: Presence) => [concept.name, ...(concept.synonyms ?? [])]
const holds = (text: string, words: readonly string[]) =>
  words.find((word) => new RegExp(`[ :,]${word}[ :,]`).test(text))

/** Words, and what has to hold of one of the told concepts where they are said. */
type Claim = readonly [words: readonly string[], isTrue: (presence: Presence) => boolean]
const claims: readonly Claim[] = [
  [['large', 'big'], ({ look }) => look !== undefined && look.scale > LARGE],
  [['small', 'little'], ({ look }) => look !== undefined && look.scale < SMALL],
  [['high-pitched'], ({ manner }) => manner !== undefined && manner.semitones > PITCHED],
  [['deep-sounding'], ({ manner }) => manner !== undefined && manner.semitones < -PITCHED],
  [
    ['quickly', 'at a fast pace', 'rapidly'],
    ({ manner }) => manner !== undefined && manner.pace > QUICK,
  ],
  [
    ['slowly', 'at a slow pace', 'unhurriedly'],
    ({ manner }) => manner !== undefined && manner.pace < SLOW,
  ],
  ...Object.keys(palette).map((name): Claim => [[name], ({ look }) => look?.colour === name]),
]

describe('captions say only what is true', () => {
  it.each(claims)('%j', (words, isTrue) => {
    const saying = captions.filter(({ text }) => holds(text, words))
    expect(saying.length).toBeGreaterThan(0)
    for (const { told } of saying) expect(told.some(isTrue)).toBe(true)
  })

  it('about loudness', () => {
    const loud = captions.filter(({ text }) => holds(text, ['loudly', 'at full volume']))
    const faint = captions.filter(({ text }) =>
      holds(text, ['softly', 'faintly', 'in the distance']),
    )
    expect(loud.length).toBeGreaterThan(20)
    expect(faint.length).toBeGreaterThan(20)
    for (const { scene } of loud) expect(scene.level).toBeGreaterThan(LOUD)
    for (const { scene } of faint) expect(scene.level).toBeLessThan(FAINT)
  })

  it('about the place', () => {
    for (const [name, phrases] of Object.entries(places)) {
      for (const { scene, text } of captions.filter((each) => holds(each.text, phrases))) {
        expect([name, scene.main.look !== undefined, text]).toEqual([scene.background, true, text])
      }
    }
  })

  it('about what is in the scene: told concepts by name, the others not at all', () => {
    for (const { scene, told, text } of captions) {
      expect(told).toContain(scene.main)
      for (const presence of told) expect(holds(text, nouns(presence))).toBeDefined()
      for (const other of scene.companions.filter((each) => !told.includes(each))) {
        // Some verbs hold the name of another class: a bicycle rings its bell.
        const doing = told.flatMap(({ concept }) => concept.doing).join(' ')
        if (holds(` ${doing} ${told.flatMap(nouns).join(' ')} `, nouns(other))) continue
        expect([text, holds(text, nouns(other))]).toEqual([text, undefined])
      }
    }
  })
})

describe('captions vary', () => {
  it('hardly repeat', () => {
    expect(new Set(captions.map(({ caption }) => caption)).size).toBeGreaterThan(2400)
  })

  it('have no gaps, doubled spaces or stray marks, and half of them are sentences', () => {
    for (const { caption } of captions) expect(caption).not.toMatch(/ {2}| [,:.]|^ | $|undefined/)
    const sentences = captions.filter(({ caption }) => /^[A-Z].*\.$/.test(caption))
    expect(sentences.length / captions.length).toBeCloseTo(0.5, 1)
  })
})

describe('nounPhrase', () => {
  it('puts the article that is spoken', () => {
    const owl = { name: 'owl', doing: [] }
    expect(nounPhrase(owl, [], 'owl')).toBe('an owl')
    expect(nounPhrase(owl, ['grey'], 'owl')).toBe('a grey owl')
    expect(nounPhrase({ ...owl, article: 'the' }, ['deep'], 'sea')).toBe('the deep sea')
    expect(nounPhrase({ ...owl, article: 'none' }, [], 'rain')).toBe('rain')
  })
})
