import type { Recipe } from '../recipe.ts'
import { seeded } from './seeded.ts'

/**
 * `seeded` with atoms that are fitted again after training to the codes, which stay what they are. It
 * explains as much as separate SAEs of its L0, and what it decodes is named better; images told from
 * their texts are explained less.
 */
export const refitted: Recipe = { ...seeded, preset: 'refitted', refitDictionary: 0.3 }
