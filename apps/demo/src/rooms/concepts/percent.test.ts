import { expect, it } from 'vitest'
import { percent } from './percent.ts'

it('says a share in two figures, and never nothing of something', () => {
  expect(
    [0.123, 0.0996, 0.0991, 0.0005, 0.0004, 0, 1]
      .map(percent)
      .map((text) => text.replace('\u00A0', ' ')),
  ).toEqual(['12 %', '10 %', '9.9 %', '0.1 %', '<0.1 %', '0.0 %', '100 %'])
})
