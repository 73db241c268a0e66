import { DataError } from '@cmgsae/data'
import { expect, it } from 'vitest'
import { parseModels, parseVariants, sizedRecipe } from './models.ts'

const sizes = { latents: 64, k: 4, epochs: 3 }

it('a variant is its preset at the size of the benchmark, but for what it says itself', () => {
  const text =
    '{"no mask": {"preset": "cmgsae", "mask": {"kind": "none"}, "training": {"epochs": 9}}}'
  const variants = parseVariants(text, 'rows.json')
  expect(parseModels('dense,cmgsae', variants)).toEqual(['dense', 'cmgsae', 'no mask'])
  const plain = sizedRecipe('cmgsae', sizes)
  expect(sizedRecipe('no mask', sizes, variants)).toEqual({
    ...plain,
    preset: 'no mask',
    mask: { kind: 'none' },
    training: { ...plain.training, epochs: 9 },
  })
})

it.each([
  ['[]', 'must be an object of rows'],
  ['{', 'rows.json is not JSON'],
  ['{"a/b": {"preset": "cmgsae"}}', '"a/b" cannot name a row'],
  ['{"cmgsae": {"preset": "cmgsae"}}', '"cmgsae" cannot name a row'],
  ['{"mine": {"preset": "magic"}}', 'has preset "magic"; choose one of cmgsae'],
  ['{"mine": null}', 'has preset undefined'],
  ['{"mine": {"preset": "cmgsae", "lambda": 1}}', 'replaces "lambda", which no recipe has'],
])('%s is refused', (text, message) => {
  expect(() => parseVariants(text, 'rows.json')).toThrow(DataError)
  expect(() => parseVariants(text, 'rows.json')).toThrow(message)
})
