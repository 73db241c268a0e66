import { expect, it } from 'vitest'
import { askedBy, asking, parseAsked } from './asked.ts'

it('reads what it knows and leaves out the rest', () => {
  const search = { sample: 3, of: 'image', find: 'dog', class: 2, by: 'words', other: 1 }
  expect(parseAsked(search)).toEqual({
    sample: 3,
    of: 'image',
    find: 'dog',
    class: 2,
    by: 'words',
  })
  expect(parseAsked({ sample: -1, of: 3.5, text: '', by: 'magic', class: 'x' })).toEqual({
    of: '3.5',
  })
})

it('takes a number that was typed as words', () => {
  expect(parseAsked({ text: 42 })).toEqual({ text: '42' })
})

it('opens the way of asking that was chosen, else that of what is asked', () => {
  expect(askedBy({})).toBe('sample')
  expect(askedBy({ text: 'a dog' })).toBe('words')
  expect(askedBy({ file: 'dog.wav', text: 'a dog' })).toBe('file')
  expect(askedBy({ file: 'dog.wav', by: 'sample' })).toBe('sample')
})

it('asks about one thing at a time', () => {
  const before = { sample: 3, by: 'words', find: 'dog' } as const
  expect(parseAsked({ ...before, ...asking({ text: 'a dog' }) })).toEqual({
    text: 'a dog',
    find: 'dog',
  })
})
