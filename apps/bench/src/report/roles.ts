/** Recipes that this project offers as its method. */
const OURS = new Set(['cmgsae', 'aligned', 'seeded', 'refitted'])

/**
 * CSS classes of all that is drawn of a model: what the claims are about in colour, the rest in
 * grey. Each recipe of ours has a hue of its own, as their curves lie close.
 */
export function rolesOf(model: string): string {
  if (OURS.has(model)) return `ours ${model}`
  if (model === 'separate') return 'baseline'
  return model === 'dense' ? 'reference' : 'other'
}
