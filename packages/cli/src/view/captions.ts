import { sampleText } from '../samples/sample-text.ts'
import type { Samples } from '../samples/samples.ts'

const TEXTS = ['caption', 'text', 'sentence', 'description']

/**
 * A text for each row: its caption; without captions the class, and without either what tells it from
 * the others. Undefined where there is nothing but numbers.
 */
export function captionsOf(samples: Samples, rows: Uint32Array): string[] | undefined {
  const { metadata, labels } = samples
  const column = TEXTS.find((name) => metadata?.columns.includes(name))
  if (column !== undefined) {
    return Array.from(rows, (n) => {
      const text = metadata!.rows[n]![column]
      return typeof text === 'string' && text !== '' ? text : sampleText(samples, n)
    })
  }
  if (labels) return Array.from(rows, (n) => labels.names[labels.of[n]!] ?? sampleText(samples, n))
  return metadata && Array.from(rows, (n) => sampleText(samples, n))
}
