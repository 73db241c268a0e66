/** Recipes that this project offers as its method. */
const OURS = new Set(['cmgsae', 'aligned', 'seeded'])

/** How a model is drawn: what the claims are about in colour, the rest in grey. */
export function roleOf(model: string): 'ours' | 'baseline' | 'reference' | 'other' {
  if (OURS.has(model)) return 'ours'
  if (model === 'separate') return 'baseline'
  return model === 'dense' ? 'reference' : 'other'
}
