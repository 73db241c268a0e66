import { expect, it } from 'vitest'
import { edited, noEdits } from '../../../app/edits.ts'
import { editsBetween, grouped, moved, renamed, type Groups } from './changes.ts'

const trained = { names: ['street', 'church'], of: Uint32Array.of(0, 0, 1, 1) }
const groups: Groups = { trained, now: trained }
const group = (index: number) => ({ kind: 'group', index }) as const
const latent = (index: number) => ({ kind: 'latent', index }) as const

it('renames, and forgets the name again', () => {
  const once = renamed(noEdits, latent(2), ' big bell ', groups)
  expect(once.latents).toEqual({ 2: 'big bell' })
  expect(renamed(once, latent(2), '', groups)).toEqual(noEdits)
  const twice = renamed(noEdits, group(1), 'bells', groups)
  expect(edited(trained, twice).names).toEqual(['street', 'bells'])
  expect(renamed(twice, group(1), '', { trained, now: edited(trained, twice) })).toEqual(noEdits)
})

it('refuses a name that another group has', () => {
  expect(() => renamed(noEdits, group(1), 'street', groups)).toThrow(
    'another group is called “street” already; choose another name',
  )
  expect(() => grouped(noEdits, [0], 'church', groups)).toThrow(/choose another/)
  expect(() => grouped(noEdits, [0], ' ', groups)).toThrow('the new group has no name; give it one')
})

it('moves latents, and forgets those that are back', () => {
  const away = moved(noEdits, [0, 2], 1, groups)
  expect(away.moved).toEqual({ 0: 1 })
  expect([...edited(trained, away).of]).toEqual([1, 0, 1, 1])
  expect(moved(away, [0], 0, groups)).toEqual(noEdits)
})

it('makes a group', () => {
  const now = edited(trained, grouped(noEdits, [1, 2], 'noon', groups))
  expect(now.names).toEqual(['street', 'church', 'noon'])
  expect([...now.of]).toEqual([0, 2, 2, 1])
})

it('finds what leads from one partition to another', () => {
  const wanted = { names: ['church', 'x', 'y'], of: Uint32Array.of(2, 0, 1, 0) }
  const edits = editsBetween(trained, wanted, { 3: 'ding' })
  expect(edits.latents).toEqual({ 3: 'ding' })
  expect(edited(trained, edits)).toEqual(wanted)
})

it('keeps names apart where fewer groups are wanted', () => {
  const wanted = { names: ['church'], of: Uint32Array.of(0, 0, 0, 0) }
  expect(edited(trained, editsBetween(trained, wanted, {})).names).toEqual([
    'church',
    'empty group 1',
  ])
})
