import { short, type Steered } from './steered.ts'

/** The edits, and the code that they make, as JSON with one line for each list of numbers. */
export function asJson({ run, of, edits, steering: { after }, latents }: Steered): string {
  const described = edits.map(({ kind, target, name, amount }) =>
    JSON.stringify({ kind, target: { ...target, name }, ...(kind !== 'suppress' && { amount }) }),
  )
  const values = Array.from(after.values, short)
  return [
    '{',
    `  "run": ${JSON.stringify(run)},`,
    `  "of": ${JSON.stringify(of)},`,
    described.length > 0
      ? `  "edits": [\n    ${described.join(',\n    ')}\n  ],`
      : '  "edits": [],',
    '  "code": {',
    `    "latents": ${latents},`,
    `    "indices": ${JSON.stringify([...after.indices])},`,
    `    "values": ${JSON.stringify(values)}`,
    '  }',
    '}',
  ].join('\n')
}
