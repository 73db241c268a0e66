import { beforeEach, expect, it, vi } from 'vitest'
import { keepEdits, noEdits, readEdits } from './edits.ts'

const run = (id: string, reconstruction: number) => ({
  id,
  seed: 0,
  history: [
    {
      epoch: 1,
      step: 9,
      reconstruction,
      penalty: 0,
      auxiliary: 0,
      l0: 4,
      dead: 0,
      validation: null,
    },
  ],
})
const edits = { ...noEdits, groups: { 0: 'rain' } }

beforeEach(() => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
  return () => vi.unstubAllGlobals()
})

it('finds the edits of a run again, also when it is opened another way', () => {
  keepEdits(run('cmgsae', 0.5), edits)
  expect(readEdits(run('cmgsae', 0.5))).toEqual(edits)
  keepEdits(run('served', 0.5), edits)
  expect(readEdits(run('files:3', 0.5))).toEqual(edits)
  keepEdits(run('served', 0.5), noEdits)
  expect(readEdits(run('files:3', 0.5))).toEqual(noEdits)
})

it('does not take one served run for another', () => {
  keepEdits(run('served', 0.5), edits)
  expect(readEdits(run('served', 0.25))).toEqual(noEdits)
})
