import { presets } from '@cmgsae/model'
import { describe, expect, it } from 'vitest'
import { checkShape, type Json } from './check-shape.ts'
import { buildRecipe, contradictions } from './build-recipe.ts'
import type { RecipeFlags } from './recipe-options.ts'
import { setField } from './set-field.ts'
import { recipeShape } from './shape.ts'

const flags = (given: Partial<RecipeFlags>): RecipeFlags => ({
  preset: undefined,
  latents: undefined,
  k: undefined,
  epochs: undefined,
  batch: undefined,
  lr: undefined,
  'mask-rate': undefined,
  'group-size': undefined,
  'group-by': undefined,
  'learn-groups': undefined,
  'private-share': undefined,
  validation: undefined,
  patience: undefined,
  tied: undefined,
  set: [],
  ...given,
})

describe('the shape of recipes', () => {
  it.each(Object.entries(presets))('knows every field of %s', (_, { preset: _name, ...fields }) => {
    expect(() => checkShape(recipeShape, fields as unknown as Json, '')).not.toThrow()
  })
})

describe('setField', () => {
  it('replaces one field and shares the rest', () => {
    const recipe = setField(presets.cmgsae, 'training.clip=null')
    expect(recipe.training).toEqual({ ...presets.cmgsae.training, clip: null })
    expect(recipe.penalties).toBe(presets.cmgsae.penalties)
  })

  it('reaches entries of lists, and whole objects', () => {
    expect(setField(presets.cmgsae, 'penalties.1.weight=0.2').penalties[1]).toEqual({
      kind: 'crossModalGroup',
      weight: 0.2,
    })
    expect(setField(presets.cmgsae, 'mask={"kind":"none"}').mask).toEqual({ kind: 'none' })
  })

  it('keeps what both kinds have when the kind changes, and brings defaults', () => {
    expect(setField(presets.cmgsae, 'mask.kind=block').mask).toEqual({
      kind: 'block',
      rate: 0.15,
      length: 16,
    })
    expect(setField(presets.cmgsae, 'activation.kind=relu').activation).toEqual({
      kind: 'relu',
      l0: 32,
    })
  })

  it.each([
    ['trainig.clip=1', /unknown recipe field trainig; did you mean training/],
    ['activation.l0=3', /unknown recipe field activation\.l0.*there are k/],
    ['activation.kind=topk', /activation\.kind is "topk"; choose one of topK/],
    ['tied=1', /tied is 1; it must be true or false/],
    ['penalties.7.weight=1', /penalties has 3 entries/],
    ['penalties=[{"kind":"l1","weigth":1}]', /penalties\.0\.weigth; did you mean weight/],
    ['sharing=jiont', /sharing is "jiont"; it must be joint or encoder or basis/],
    ['k', /write FIELD=VALUE/],
    ['mask={kind:none}', /not valid JSON/],
    ['groups={"kind":"learned","size":8}', /groups\.modality is missing; it must be a text/],
  ])('refuses %s', (assignment, message) => {
    expect(() => setField(presets.cmgsae, assignment)).toThrow(message)
  })
})

describe('flags', () => {
  it('say what they mean for each kind of activation and mask', () => {
    expect(buildRecipe(flags({ k: 9 })).activation).toEqual({ kind: 'topK', k: 9 })
    expect(buildRecipe(flags({ k: 9, set: ['activation.kind=relu'] })).activation).toEqual({
      kind: 'relu',
      l0: 9,
    })
    expect(buildRecipe(flags({ preset: 'cross', 'mask-rate': 0.2 })).mask).toEqual({
      kind: 'shared',
      rate: 0.2,
    })
    expect(buildRecipe(flags({ patience: 3 })).training).toMatchObject({
      patience: 3,
      validation: 0.1,
    })
  })

  it('ask for learned groups, from blocks or from clusters of a modality', () => {
    const learned = { kind: 'learned', modality: null, size: 16, every: 0.05, hysteresis: 0.1 }
    expect(buildRecipe(flags({ 'learn-groups': true })).groups).toEqual(learned)
    expect(buildRecipe(flags({ set: ['groups.kind=learned'] })).groups).toEqual(learned)
    const both = flags({ 'learn-groups': true, 'group-by': 'audio', 'group-size': 8 })
    expect(buildRecipe(both).groups).toEqual({ ...learned, modality: 'audio', size: 8 })
    const set = ['groups.kind=learned', 'groups.every=0.1']
    expect(buildRecipe(flags({ set, 'group-by': 'audio' })).groups).toEqual({
      ...learned,
      modality: 'audio',
      every: 0.1,
    })
    const recipe = buildRecipe(both)
    expect(contradictions(recipe, both)).toEqual([])
    expect(contradictions(recipe, flags({ 'learn-groups': false }))).toEqual(['--learn-groups'])
  })

  it('contradict a recipe only where they differ from it', () => {
    const recipe = buildRecipe(flags({ k: 9, lr: 0.002 }))
    expect(contradictions(recipe, flags({ k: 9, lr: 0.002, preset: 'cmgsae' }))).toEqual([])
    expect(contradictions(recipe, flags({ k: 8, tied: true, set: ['views=2'] }))).toEqual([
      '--k',
      '--tied',
      '--set',
    ])
  })
})
