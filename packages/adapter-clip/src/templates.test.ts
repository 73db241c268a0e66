import { expect, it } from 'vitest'
import { IMAGE_TEMPLATES } from './templates.ts'

it('has one place for the text in each template, and no template twice', () => {
  expect(new Set(IMAGE_TEMPLATES).size).toBe(IMAGE_TEMPLATES.length)
  for (const template of IMAGE_TEMPLATES) expect(template.split('{}')).toHaveLength(2)
})
