import { expect, it } from 'vitest'
import { partitionFromJSON, type PartitionJSON } from '@cmgsae/regularizers'
import { edited, noEdits } from '../../../app/edits.ts'
import { readGroups, writeGroups } from './groups-file.ts'

const trained = { names: ['street', 'church'], of: Uint32Array.of(0, 0, 1, 1) }
const now = { names: ['street', 'bells', 'noon'], of: Uint32Array.of(0, 2, 1, 1) }

it('writes what regularizers reads', () => {
  const json = JSON.parse(writeGroups(now, { 3: 'ding' })) as PartitionJSON
  expect(json).toEqual({
    latents: 4,
    names: ['street', 'bells', 'noon'],
    lists: [[0], [2, 3], [1]],
    latentNames: { 3: 'ding' },
  })
  expect(partitionFromJSON(json).of).toEqual(now.of)
})

it('reads what it wrote', () => {
  const edits = readGroups(writeGroups(now, { 3: 'ding' }), 'groups.json', trained)
  expect(edited(trained, edits)).toEqual(now)
  expect(edits.latents).toEqual({ 3: 'ding' })
  expect(readGroups(writeGroups(trained, {}), 'groups.json', trained)).toEqual(noEdits)
})

it('says in a line what is wrong with a file', () => {
  const read = (text: string) => () => readGroups(text, 'x.json', trained)
  expect(read('{')).toThrow('x.json is no complete JSON; choose a file that Export wrote')
  expect(read('null')).toThrow('x.json has no names and lists of groups')
  expect(read('{"latents":4,"names":["a"],"lists":[3]}')).toThrow('x.json has no names and lists')
  expect(read('{"latents":2,"names":["a"],"lists":[[0,1]]}')).toThrow(
    'x.json groups 2 latents and this run has 4; choose groups of this run',
  )
  expect(read('{"latents":4,"names":["a"],"lists":[[0,1,2]]}')).toThrow(
    'latent 3 is in no group; every latent needs one',
  )
})
