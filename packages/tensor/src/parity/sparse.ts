import { describe, test } from 'vitest'
import { sparseCodes, type SparseCodes } from '../codes.ts'
import { dense, normals, randomCodes, training, upload, values } from './fixtures.ts'
import type { Compare, ParityLimits } from './parity.ts'

export function sparseParity(compare: Compare, { slow }: ParityLimits): void {
  describe.each(slow ? training.slice(-1) : training)('codes, $name', (sizes) => {
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
          w: await upload(backend, latents, atomWidth, normals(latents * atomWidth, 2), 'rows'),
          bias: await upload(backend, 1, latents, new Float32Array(latents).fill(-1.5), 'columns'),
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
        const w = await upload(backend, latents, atomWidth, normals(latents * atomWidth, 2), 'rows')
        await backend.decode({ codes, w, spans, out, ...(withBias ? { bias } : {}) })
        return [await values(backend, out)]
      }),
    )

    test.each([{ whole: true }, { whole: false }])('reconstruct, all outputs $whole', ({ whole }) =>
      compare(async (backend) => {
        const codes = backend.codes(capacityRows, latents, capacity)
        await backend.writeCodes(codes, silenced(given))
        const samples = (source: Float32Array) => upload(backend, capacityRows, sampleWidth, source)
        const size = capacityRows * sampleWidth
        const target = await samples(normals(size, 15))
        const view = await samples(normals(size, 16).map((value) => Math.max(0, value)))
        const delta = await samples(normals(size, 17))
        const residual = await samples(normals(size, 18))
        const bias = await upload(backend, 1, sampleWidth, normals(sampleWidth, 6))
        const biasGradient = await upload(backend, 1, sampleWidth, normals(sampleWidth, 19))
        const w = await upload(backend, latents, atomWidth, normals(latents * atomWidth, 2), 'rows')
        const weights = normals(rows * spans.length * 2, 21).map(Math.abs)
        // A sample that lacks the last modality.
        weights.fill(0, 2 * spans.length - 2, 2 * spans.length)
        const gradient = backend.like(codes)
        const loss = await backend.reconstruct({
          codes,
          w,
          spans,
          target,
          view,
          weights,
          delta,
          gradient,
          ...(whole && { bias, residual, biasGradient }),
        })
        const used = rows * sampleWidth
        return [
          [loss],
          (await values(backend, delta)).subarray(0, used),
          (await values(backend, residual)).subarray(0, used),
          await values(backend, biasGradient),
          ...(await dense(backend, gradient, rows)),
        ]
      }),
    )

    test.each([{ gained: true }, { gained: false }])(
      'activationGradient, gain $gained',
      ({ gained }) =>
        compare(async (backend) => {
          const codes = backend.codes(capacityRows, latents, capacity)
          await backend.writeCodes(codes, given)
          const gradient = backend.like(codes)
          await backend.writeValues(gradient, normals(given.offsets[rows]!, 22))
          const perLatent = (seed: number) =>
            upload(
              backend,
              1,
              latents,
              normals(latents, seed).map((x) => x + Math.sign(x)),
              'columns',
            )
          const [bias, biasGradient] = [await perLatent(23), await perLatent(24)]
          const gain = { value: await perLatent(25), gradient: await perLatent(26) }
          await backend.activationGradient({
            codes,
            gradient,
            bias,
            biasGradient,
            sparsity: 0.3,
            ...(gained && { gain }),
          })
          return [
            await values(backend, biasGradient),
            await values(backend, gain.gradient),
            ...(await dense(backend, gradient, rows)),
          ]
        }),
    )

    test('backproject takes away from what is there', () =>
      compare(async (backend) => {
        const codes = backend.codes(capacityRows, latents, capacity)
        await backend.writeCodes(codes, silenced(given))
        const view = await upload(
          backend,
          capacityRows,
          sampleWidth,
          normals(capacityRows * sampleWidth, 27).map((value) => Math.max(0, value)),
        )
        const into = await upload(backend, 1, sampleWidth, normals(sampleWidth, 28))
        const w = await upload(backend, latents, atomWidth, normals(latents * atomWidth, 2), 'rows')
        await backend.backproject({ codes, w, spans, view, into })
        return [await values(backend, into)]
      }))

    const of = Uint32Array.from({ length: latents }, (_, i) => (i * 3) % 5)
    test.each([
      { name: 'each latent', weights: 0.3, epsilon: 1e-6 },
      { name: 'each latent weighted', weights: normals(latents, 29).map(Math.abs), epsilon: 0.1 },
      { name: 'groups', of, weights: normals(5, 30).map(Math.abs), epsilon: 1e-6 },
      { name: 'groups of one weight', of, weights: 0.2, epsilon: 0 },
    ])('groupNorm, $name', (penalty) =>
      compare(async (backend) => {
        const both = [given, randomCodes(rows, latents, 31)].map(silenced)
        const codes = []
        const gradients = []
        for (const [s, host] of both.entries()) {
          codes.push(backend.codes(capacityRows, latents, capacity))
          await backend.writeCodes(codes[s]!, host)
          gradients.push(backend.like(codes[s]!))
          await backend.writeValues(gradients[s]!, normals(host.offsets[rows]!, 32 + s))
        }
        const one = await backend.groupNorm({
          codes: [codes[0]!],
          gradients: [gradients[0]!],
          ...penalty,
        })
        const two = await backend.groupNorm({ codes, gradients, ...penalty })
        return [
          [one],
          [two],
          ...(await dense(backend, gradients[0]!, rows)),
          ...(await dense(backend, gradients[1]!, rows)),
        ]
      }),
    )
  })
}

/** Every fourth value is zero, as where JumpReLU silences a candidate. */
function silenced(codes: SparseCodes): SparseCodes {
  return { ...codes, values: codes.values.map((value, e) => (e % 4 === 1 ? 0 : value)) }
}
