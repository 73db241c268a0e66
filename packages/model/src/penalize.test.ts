import { contiguous, contrastive } from '@cmgsae/regularizers'
import {
  createRandom,
  createReference,
  createWasm,
  sparseCodes,
  type Backend,
  type SparseCodes,
} from '@cmgsae/tensor'
import { allclose } from '@cmgsae/vitest'
import { expect, test } from 'vitest'
import type { CodeBuffers } from './pass.ts'
import { penaltiesOf } from './penalize.ts'

const ROWS = 37
const LATENTS = 50

/** Sparse codes with negative values and some empty rows. */
function randomCodes(seed: number): SparseCodes {
  const random = createRandom(seed)
  const codes = sparseCodes(ROWS, LATENTS, ROWS * LATENTS)
  let stored = 0
  for (let n = 0; n < ROWS; n++) {
    for (let i = 0; n % 9 !== seed && i < LATENTS; i++) {
      if (random.uniform() > 0.15) continue
      codes.indices[stored] = i
      codes.values[stored++] = random.normal()
    }
    codes.offsets[n + 1] = stored
  }
  return codes
}

/** Row 5 of the first list belongs to row 3, rows 20 and 21 of the second to each other. */
const partners = [0, 1].map((list) =>
  Int32Array.from({ length: ROWS }, (_, n) => (list === 0 && n === 5 ? 3 : n === 21 ? 20 : n)),
)

async function buffersOn(backend: Backend, host: SparseCodes): Promise<CodeBuffers> {
  const codes = backend.codes(ROWS, LATENTS, host.values.length)
  const gradients = backend.like(codes)
  await backend.writeCodes(codes, host)
  await backend.writeValues(gradients, new Float32Array(host.values.length).fill(0.25))
  return { codes, gradients, host, hostGradients: { ...host, values: host.values.slice() } }
}

test.each([
  ['reference', async () => createReference()],
  ['wasm', () => createWasm({ threads: 2 })],
] as const)(
  'the contrastive loss of three modalities on %s is that of regularizers',
  async (_, on) => {
    const backend = await on()
    const hosts = [0, 1, 2].map(randomCodes)
    for (const temperature of [0.01, 0.07, 1]) {
      const spec = { kind: 'contrastive', weight: 0.3, temperature } as const
      const passes = await Promise.all(hosts.map((host) => buffersOn(backend, host)))
      const penalties = penaltiesOf([spec], contiguous({ latents: LATENTS, size: 5 }), {
        until: 0.5,
      })!
      const value = await penalties.apply(backend, passes, { progress: 0.25, partners })

      const expected = hosts.map((host) => new Float32Array(host.values.length))
      const half = contrastive({ weight: 0.15, temperature })
      allclose([value], [half.gradient(hosts, expected, { partners })], { rtol: 1e-6 })
      for (const [s, { gradients, hostGradients, host }] of passes.entries()) {
        await backend.readCodes(gradients, hostGradients)
        const stored = host.offsets[ROWS]!
        expect(hostGradients.values.subarray(0, stored).some((g) => g !== 0.25)).toBe(true)
        allclose(
          hostGradients.values.subarray(0, stored),
          expected[s]!.subarray(0, stored).map((g) => g + 0.25),
          { rtol: 1e-5, atol: 1e-6 },
        )
      }
    }
    backend.dispose()
  },
)

test('a batch whose codes are all empty has no contrastive loss', async () => {
  const backend = await createWasm({ threads: 1 })
  const empty = sparseCodes(ROWS, LATENTS, 4)
  const passes = await Promise.all([empty, randomCodes(1)].map((host) => buffersOn(backend, host)))
  const spec = { kind: 'contrastive', weight: 1, temperature: 0.1 } as const
  const penalties = penaltiesOf([spec], contiguous({ latents: LATENTS, size: 5 }), { until: 0 })!
  expect(await penalties.apply(backend, passes, { progress: 0, partners })).toBe(0)
  backend.dispose()
})
