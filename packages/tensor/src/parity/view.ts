import { describe, test } from 'vitest'
import { normals, training, upload, values } from './fixtures.ts'
import type { Compare } from './parity.ts'

export function viewParity(compare: Compare): void {
  describe.each(training)('views, $name', ({ capacityRows, rows, sampleWidth, spans }) => {
    const bytes = Uint8Array.from({ length: rows * sampleWidth }, (_, j) => ((j * 7) % 3 ? 1 : 0))
    // The first sample sees nothing of its first span.
    bytes.fill(0, spans[0]!.x, spans[0]!.x + spans[0]!.width)
    const keys = Int32Array.from(
      { length: rows * spans.length },
      (_, i) => Math.imul(i + 1, 0x7f4a7c15) | 0,
    )
    const missing = Uint8Array.from({ length: rows * spans.length }, (_, i) =>
      i % 3 === 1 ? 0 : 1,
    )
    const masks = [
      { kind: 'bytes', mask: bytes },
      { kind: 'a seed', mask: { keys, threshold: 0x60000000 } },
      { kind: 'a seed that hides nothing', mask: { keys, threshold: 0 } },
      { kind: 'a seed that hides nearly all', mask: { keys, threshold: 0x7fffffff } },
    ] as const
    for (const { kind, mask } of masks) {
      test.each(['sample', 'span'] as const)(`from ${kind}, rescaled by %s`, (rescale) =>
        compare(async (backend) => {
          const size = capacityRows * sampleWidth
          const x = await upload(backend, capacityRows, sampleWidth, normals(size, 1))
          const center = await upload(backend, 1, sampleWidth, normals(sampleWidth, 2))
          const view = await upload(backend, capacityRows, sampleWidth, normals(size, 3))
          const out = await upload(backend, capacityRows, sampleWidth, normals(size, 4))
          const results: ArrayLike<number>[] = []
          for (const present of [new Uint8Array(rows * spans.length).fill(1), missing]) {
            const seen = new Uint32Array(rows * spans.length)
            await backend.view({ x, center, rows, spans, present, mask, rescale, view, out, seen })
            const used = rows * sampleWidth
            const drawn = (await values(backend, view)).subarray(0, used)
            const shown = (await values(backend, out)).subarray(0, used)
            results.push(drawn.slice(), drawn.map(Math.sign), shown.slice(), seen)
          }
          return results
        }),
      )
    }
  })
}
