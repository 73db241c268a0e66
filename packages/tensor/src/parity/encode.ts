import { describe, test } from 'vitest'
import type { Activation } from '../activation.ts'
import type { Backend, EncodeOp } from '../backend.ts'
import type { Compare, ParityLimits } from './parity.ts'
import { cases, dense, normals, quarters, upload, type Case } from './fixtures.ts'

type Choice = Partial<Pick<EncodeOp, 'latents' | 'keep' | 'auxiliary'>> & { gain?: boolean }

/** Selection is compared on values whose sums are exact, so that ties are real ties. */
export function encodeParity(compare: Compare, { slow }: ParityLimits): void {
  extremeParity(compare, slow ? [1, 4, 11] : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  describe.each(slow ? cases.slice(0, 1) : cases)('encode, $name', (sizes) => {
    const { latents, rows } = sizes
    const of = Uint32Array.from({ length: latents }, (_, i) => i % 5)
    const groupSizes = Uint32Array.from({ length: 5 }, (_, g) => of.filter((x) => x === g).length)
    const theta = quarters(latents, 31)
    const activations: readonly Activation[] = [
      { kind: 'relu' },
      { kind: 'topK', k: 1 },
      { kind: 'topK', k: 4 },
      { kind: 'topK', k: latents },
      { kind: 'batchTopK', k: 3 },
      { kind: 'threshold', theta },
      { kind: 'groupTopK', k: 4, groups: 2, partition: { of, sizes: groupSizes } },
    ]
    test.each(activations)('$kind $k', (activation) =>
      compare((backend) => encoded(backend, sizes, activation, quarters, {})),
    )

    test('hidden latents, latent ranges and gains', () => {
      const keep = Uint8Array.from({ length: rows * latents }, (_, i) => (i % 3 ? 1 : 0))
      const ranges = [
        [1, 5],
        [7, latents - 2],
      ] as const
      const choice = { keep, latents: ranges, gain: true }
      return compare(async (backend) => [
        ...(await encoded(backend, sizes, { kind: 'topK', k: 3 }, quarters, choice)),
        ...(await encoded(backend, sizes, { kind: 'relu' }, quarters, choice)),
      ])
    })

    test('an auxiliary selection among dead latents', () =>
      compare(async (backend) => {
        const among = Uint8Array.from({ length: latents }, (_, i) => i % 2)
        const out = backend.codes(sizes.capacityRows, latents, sizes.capacityRows * 6)
        const auxiliary = { among, k: 6, out }
        const keep = new Uint8Array(rows * latents).fill(1, latents)
        const choice = { auxiliary, keep }
        return [
          ...(await encoded(backend, sizes, { kind: 'topK', k: 2 }, quarters, choice)),
          ...(await dense(backend, out, rows)),
        ]
      }))

    test('one selection after another into the same codes', () =>
      compare(async (backend) => {
        const out = backend.codes(sizes.capacityRows, latents, sizes.capacityRows * latents)
        const results: ArrayLike<number>[] = []
        for (const activation of [
          { kind: 'topK', k: 2 },
          { kind: 'topK', k: 5 },
          { kind: 'relu' },
          { kind: 'topK', k: 5 },
        ] as const) {
          results.push(...(await encoded(backend, sizes, activation, quarters, {}, out)))
        }
        return results
      }))

    test('pre-activations that are not exact', () =>
      compare(async (backend) => {
        const [codes] = await encoded(backend, sizes, { kind: 'relu' }, normals, { gain: true })
        return [codes!]
      }))
  })
}

/** Neighbouring floats, ties, zeros, and magnitudes far apart. */
function extremeParity(compare: Compare, ks: readonly number[]): void {
  const ulp = 2 ** -23
  const scores = [1e-30, 1, 1 + ulp, 1e30, 1 + ulp, 1 + 2 * ulp, 0, -1, 1 + 3 * ulp, 1e-3, 1, 1e9]
  const latents = scores.length
  test.each(ks)('top %i of hard cases', (k) =>
    compare(async (backend) => {
      const out = backend.codes(3, latents, 3 * k)
      await backend.encode({
        x: await upload(backend, 3, 1, Float32Array.of(1, 0, -1)),
        w: await upload(backend, latents, 1, Float32Array.from(scores), 'rows'),
        bias: backend.matrix(1, latents, 'columns'),
        rows: 3,
        spans: [{ x: 0, w: 0, width: 1 }],
        activation: { kind: 'topK', k },
        out,
      })
      return dense(backend, out, 3)
    }),
  )
}

async function encoded(
  backend: Backend,
  { capacityRows, rows, latents, sampleWidth, atomWidth, spans }: Case,
  activation: Activation,
  draw: (length: number, seed: number) => Float32Array,
  { gain, ...choice }: Choice,
  out = backend.codes(capacityRows, latents, capacityRows * latents),
) {
  await backend.encode({
    x: await upload(backend, capacityRows, sampleWidth, draw(capacityRows * sampleWidth, 1)),
    w: await upload(backend, latents, atomWidth, draw(latents * atomWidth, 2), 'rows'),
    bias: await upload(backend, 1, latents, draw(latents, 3), 'columns'),
    ...(gain ? { gain: await upload(backend, 1, latents, draw(latents, 4), 'columns') } : {}),
    rows,
    spans,
    activation,
    out,
    ...choice,
  })
  return dense(backend, out, rows)
}
