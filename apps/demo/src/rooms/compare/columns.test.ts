import { expect, it } from 'vitest'
import type { Measures } from '../../engine/measure/measures.ts'
import type { Compared } from './compared.ts'
import { bestOf, columnsFor, sortedBy } from './columns.ts'

const model = (id: string, measures: Partial<Measures>): Compared => ({
  id,
  title: id,
  curveOnly: false,
  own: false,
  measures: {
    preset: id,
    latents: 64,
    l0: { image: 8, text: 10 },
    fve: { image: 0.5, text: 0.5 },
    cross: [],
    dead: 0,
    probe: null,
    zeroShot: null,
    retrieval: null,
    alignment: null,
    groupNmi: null,
    modalityHistogram: [],
    heatMap: null,
    ...measures,
  },
})

const models = [
  model('a', { dead: 0.2, fve: { image: 0.701, text: 0.4 } }),
  model('b', { dead: 0.1, retrieval: 0.5, fve: { image: 0.704, text: 0.9 } }),
  model('c', { dead: 0.3, fve: { image: 0.2, text: 0.8 } }),
]
const columns = columnsFor(['image', 'text'], models)
const column = (key: string) => columns.find((candidate) => candidate.key === key)!

it('has the columns that some model has a value for', () => {
  expect(columns.map(({ key }) => key)).toEqual([
    'l0',
    'fve-image',
    'fve-text',
    'retrieval',
    'dead',
  ])
  expect(column('l0').value(models[0]!.measures)).toBe(9)
})

it('marks what looks best, at the end where best is', () => {
  expect(bestOf(column('fve-image'), models)).toBe('0.70')
  expect(bestOf(column('dead'), models)).toBe('10.0 %')
  expect(bestOf(column('l0'), models)).toBeUndefined()
  // Alone, nothing is best.
  expect(bestOf(column('retrieval'), models)).toBeUndefined()
})

it('sorts by a column either way, models without a value last', () => {
  const ids = (sort?: string) => sortedBy(models, columns, sort).map(({ id }) => id)
  expect(ids()).toEqual(['a', 'b', 'c'])
  expect(ids('-fve-text')).toEqual(['b', 'c', 'a'])
  expect(ids('dead')).toEqual(['b', 'a', 'c'])
  expect(ids('-retrieval')[0]).toBe('b')
  expect(ids('retrieval')[0]).toBe('b')
  expect(ids('-title')).toEqual(['c', 'b', 'a'])
})
