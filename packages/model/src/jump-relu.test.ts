import { allclose } from '@cmgsae/vitest'
import { createReference, sparseCodes } from '@cmgsae/tensor'
import { expect, it } from 'vitest'
import { createJumpReLU } from './jump-relu.ts'
import { uploadParameters } from './optimizer.ts'
import type { Pass } from './pass.ts'
import { presets } from './presets/index.ts'
import { override } from './recipe.ts'

it('thresholds learn within the kernel, silenced candidates pass nothing on', async () => {
  const backend = createReference()
  const activation = { kind: 'jumpReLU', l0: 2, bandwidth: 0.2 } as const
  const parameters = await uploadParameters(
    backend,
    {
      decoder: new Float32Array(3),
      encoder: null,
      bias: new Float32Array(3),
      gain: null,
      center: new Float32Array(1),
      theta: Float32Array.of(0.5, 0.5, 0.5),
    },
    3,
  )
  const lowest = new Float32Array(3)
  const jumpReLU = createJumpReLU(
    backend,
    override(presets.cross, { activation }),
    parameters,
    lowest,
  )
  await jumpReLU.read()
  allclose(lowest, [0.4, 0.4, 0.4])

  const codes = backend.codes(1, 3, 3)
  const host = { ...sparseCodes(1, 3, 3), rows: 1 }
  host.offsets.set([0, 3])
  host.indices.set([0, 1, 2])
  host.values.set([0.55, 0.46, 0.9])
  await backend.writeCodes(codes, host)
  const gradients = backend.like(codes)
  await backend.writeValues(gradients, Float32Array.of(1, 2, 3))
  const hostGradients = { ...host, values: new Float32Array(3) }
  const pass = { codes, gradients, host, hostGradients, candidates: new Float32Array(3) }
  await jumpReLU.silence(pass as unknown as Pass)
  allclose(host.values, [0.55, 0, 0.9])

  await jumpReLU.backward(pass as unknown as Pass, 0.1)
  await jumpReLU.write()
  const read = async (name: 'theta' | 'bias') => {
    const out = new Float32Array(3)
    await backend.read(parameters[name]!.gradient!, out)
    return out
  }
  // |a − θ| < 0.1 for latents 0 and 1 (eq. 11 and 12): −(θ ∂h + λ)/bandwidth; latent 2 is too far.
  allclose(await read('theta'), [-(0.5 * 1 + 0.1) / 0.2, -(0.5 * 2 + 0.1) / 0.2, 0])
  expect([...(await read('bias'))]).toEqual([1, 0, 3])
  allclose(hostGradients.values, [1, 0, 3])
})
