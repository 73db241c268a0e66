/** How a model is drawn: the two that the claim is about in colour, the rest in grey. */
export function roleOf(model: string): 'ours' | 'baseline' | 'reference' | 'other' {
  if (model === 'cmgsae') return 'ours'
  if (model === 'separate') return 'baseline'
  return model === 'dense' ? 'reference' : 'other'
}
