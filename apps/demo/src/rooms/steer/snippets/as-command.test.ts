import { expect, it } from 'vitest'
import type { Edit } from '../../../engine/types.ts'
import { asCommand } from './as-command.ts'
import { asHttp } from './as-http.ts'
import { commandEdits } from './command-edits.ts'

const partition = { names: ['Dog', "tea, kettle's", '7', 'dog'], of: Uint32Array.of(0, 1, 2, 3) }
const named = (...edits: Edit[]) => commandEdits(edits, partition, ['dog', 'rain', '12'])
const command = (...edits: Edit[]) => asCommand(17, named(...edits)!)

it('writes all edits with names that a shell leaves whole', () => {
  expect(
    command(
      { kind: 'boost', target: { kind: 'group', index: 1 }, amount: -1.5 },
      { kind: 'suppress', target: { kind: 'class', index: 1 }, amount: 0 },
      { kind: 'set', target: { kind: 'latent', index: 3 }, amount: 0.1 + 0.2 },
    ),
  ).toBe(
    [
      'cmgsae steer RUN',
      '--sample 17',
      `--boost 'tea, kettle'\\''s=-1.5'`,
      '--suppress rain',
      "--set-group '#3=0.3'",
    ].join(' \\\n  '),
  )
})

it('names a group by number where its name means another', () => {
  const boost = (index: number) =>
    command({ kind: 'boost', target: { kind: 'group', index }, amount: 1 })
  expect(boost(0)).toContain('--boost Dog=1')
  expect(boost(2)).toContain('--boost 2=1')
  expect(boost(3)).toContain('--boost 3=1')
})

it('has no word for a class that the command line takes for a group', () => {
  for (const index of [0, 2]) {
    expect(named({ kind: 'suppress', target: { kind: 'class', index }, amount: 0 })).toBeNull()
  }
})

it('asks a server for the same, in one word of a shell', () => {
  const text = asHttp(
    'http://localhost:4781',
    17,
    named(
      { kind: 'boost', target: { kind: 'group', index: 1 }, amount: -1.5 },
      { kind: 'suppress', target: { kind: 'class', index: 1 }, amount: 0 },
      { kind: 'set', target: { kind: 'latent', index: 3 }, amount: 0.1 + 0.2 },
    )!,
  )
  const [, body] = /--data '(.*)'$/s.exec(text)!
  expect(JSON.parse(body!.replaceAll(`'\\''`, "'"))).toEqual({
    sample: 17,
    edits: [
      { kind: 'boost', name: "tea, kettle's", amount: -1.5 },
      { kind: 'suppress', name: 'rain' },
      { kind: 'set-group', name: '#3', amount: 0.3 },
    ],
  })
  expect(text.split('\n')).toHaveLength(7)
})
