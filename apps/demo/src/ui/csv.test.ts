import { expect, it } from 'vitest'
import { csv } from './csv.ts'

it('quotes what would be taken apart, and leaves nothing for null', () => {
  expect(
    csv(
      ['name', 'x'],
      [
        ['a, "b"', 1],
        ['two\nlines', null],
      ],
    ),
  ).toBe('name,x\n"a, ""b""",1\n"two\nlines",\n')
})
