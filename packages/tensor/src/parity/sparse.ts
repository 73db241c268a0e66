import { describe, test } from 'vitest'
import { sparseCodes } from '../codes.ts'
import { cases, dense, normals, randomCodes, upload, values } from './fixtures.ts'
import type { Compare } from './parity.ts'

export function sparseParity(compare: Compare): void {
  describe.each(cases)('codes, $name', (sizes) => {
    const { capacityRows, rows, latents, sampleWidth, atomWidth, spans } = sizes
    const given = randomCodes(rows, latents, 11)
    const capacity = capacityRows * latents

    test('writeCodes, writeValues and like', () =>
      compare(async (backend) => {
        const codes = backend.codes(capacityRows, latents, capacity)
        await backend.writeCodes(codes, given)
        const other = backend.like(codes)
        await backend.writeValues(other, normals(given.offsets[rows]!, 12))
        return [...(await dense(backend, codes, rows)), ...(await dense(backend, other, rows))]
      }))

    test('writeValues after a top-k of uneven rows', () =>
      compare(async (backend) => {
        const codes = backend.codes(capacityRows, latents, capacityRows * 5)
        await backend.encode({
          x: await upload(
            backend,
            capacityRows,
            sampleWidth,
            normals(capacityRows * sampleWidth, 1),
          ),
          w: await upload(backend, latents, atomWidth, normals(latents * atomWidth, 2)),
          bias: await upload(backend, 1, latents, new Float32Array(latents).fill(-1.5)),
          rows,
          spans,
          activation: { kind: 'topK', k: 5 },
          out: codes,
        })
        const host = sparseCodes(rows, latents, capacity)
        await backend.readCodes(codes, host)
        await backend.writeValues(codes, normals(host.offsets[rows]!, 13))
        return dense(backend, codes, rows)
      }))

    test.each([{ withBias: true }, { withBias: false }])('decode, bias $withBias', ({ withBias }) =>
      compare(async (backend) => {
        const codes = backend.codes(capacityRows, latents, capacity)
        await backend.writeCodes(codes, given)
        const out = await upload(
          backend,
          capacityRows,
          sampleWidth,
          normals(capacityRows * sampleWidth, 5),
        )
        const bias = await upload(backend, 1, sampleWidth, normals(sampleWidth, 6))
        const w = await upload(backend, latents, atomWidth, normals(latents * atomWidth, 2))
        await backend.decode({ codes, w, spans, out, ...(withBias ? { bias } : {}) })
        return [await values(backend, out)]
      }),
    )

    test('codeGradient, replacing and accumulating', () =>
      compare(async (backend) => {
        const codes = backend.codes(capacityRows, latents, capacity)
        await backend.writeCodes(codes, given)
        const delta = await upload(
          backend,
          capacityRows,
          sampleWidth,
          normals(capacityRows * sampleWidth, 7),
        )
        const w = await upload(backend, latents, atomWidth, normals(latents * atomWidth, 2))
        const out = backend.like(codes)
        await backend.codeGradient({ codes, w, spans, delta, out })
        const [once] = await dense(backend, out, rows)
        await backend.codeGradient({ codes, w, spans, delta, out, accumulate: true })
        return [once!, ...(await dense(backend, out, rows))]
      }))

    test('weightGradient adds up, also when the support changes', () =>
      compare(async (backend) => {
        const codes = backend.codes(capacityRows, latents, capacity)
        const x = await upload(
          backend,
          capacityRows,
          sampleWidth,
          normals(capacityRows * sampleWidth, 8),
        )
        const into = await upload(backend, latents, atomWidth, normals(latents * atomWidth, 9))
        await backend.writeCodes(codes, given)
        await backend.weightGradient({ codes, x, spans, into })
        const first = await values(backend, into)
        await backend.writeCodes(codes, randomCodes(rows, latents, 14))
        await backend.weightGradient({ codes, x, spans, into })
        return [first, await values(backend, into)]
      }))
  })
}
