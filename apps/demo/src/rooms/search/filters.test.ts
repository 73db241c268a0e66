import { expect, it } from 'vitest'
import { withConcept } from './filters.ts'

const latent = { kind: 'latent', index: 3 } as const
const group = { kind: 'group', index: 3 } as const

it('holds a concept on one side only', () => {
  const included = withConcept({ include: [group], exclude: [] }, latent, 'include')
  expect(included).toEqual({ include: [group, latent], exclude: [] })
  expect(withConcept(included, latent, 'include')).toEqual(included)
  expect(withConcept(included, latent, 'exclude')).toEqual({ include: [group], exclude: [latent] })
  expect(withConcept(included, latent, undefined)).toEqual({ include: [group], exclude: [] })
})
