import { expect, it } from 'vitest'
import { edited, isEdited, noEdits } from './edits.ts'

const partition = { names: ['a', 'b'], of: Uint32Array.of(0, 0, 1) }

it('renames groups, adds them, and moves latents, without touching the run', () => {
  const edits = { ...noEdits, groups: { 0: 'rain', 3: 'new' }, moved: { 1: 3, 2: 9 } }
  expect(edited(partition, edits)).toEqual({
    names: ['rain', 'b', 'group 2', 'new'],
    of: Uint32Array.of(0, 3, 1),
  })
  expect([...partition.of]).toEqual([0, 0, 1])
  expect([isEdited(noEdits), isEdited(edits)]).toEqual([false, true])
})
