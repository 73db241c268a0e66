import { allclose } from '@cmgsae/vitest'
import { createRandom, densify, float32Values, matrix, parseSafetensors } from '@cmgsae/tensor'
import { describe, expect, it } from 'vitest'
import { createModel } from './autoencoder.ts'
import { preset } from './presets/index.ts'
import { override, type RecipeOverrides } from './recipe.ts'
import { toSaeLens } from './sae-lens.ts'
import { train } from './train.ts'

const random = createRandom(3)
const samples = (width: number) =>
  matrix(
    30,
    width,
    Float32Array.from({ length: 30 * width }, () => random.normal()),
  )
const data = {
  modalities: [
    { name: 'image', embeddings: samples(6) },
    { name: 'text', embeddings: samples(5) },
  ],
}
const inOneSpace = {
  modalities: [{ name: 'image', embeddings: samples(5) }, data.modalities[1]!],
}

/** What SAELens computes: a = W_encᵀ(x − b_dec) + b_enc, activation, x̂ = W_decᵀ z + b_dec. */
function runSaeLens({ cfg, weights }: ReturnType<typeof toSaeLens>, x: Float32Array) {
  const { tensors } = parseSafetensors(Buffer.concat(weights))
  const get = (name: string) => float32Values(tensors[name]!)
  const [wEnc, bEnc, wDec, bDec] = [get('W_enc'), get('b_enc'), get('W_dec'), get('b_dec')]
  const d = cfg['d_in'] as number
  const p = cfg['d_sae'] as number
  expect(tensors['W_enc']!.shape).toEqual([d, p])
  expect(tensors['W_dec']!.shape).toEqual([p, d])
  let z = bEnc.map((b, i) => x.reduce((sum, v, j) => sum + (v - bDec[j]!) * wEnc[j * p + i]!, b))
  if (cfg['architecture'] === 'topk') {
    const ranked = [...z.keys()].toSorted((a, b) => z[b]! - z[a]!)
    const kept = new Set(ranked.slice(0, cfg['k'] as number))
    z = z.map((a, i) => (kept.has(i) ? Math.max(0, a) : 0))
  } else if (cfg['architecture'] === 'jumprelu') {
    const threshold = get('threshold')
    z = z.map((a, i) => (a > threshold[i]! ? a : 0))
  } else z = z.map((a) => Math.max(0, a))
  const y = bDec.map((b, j) => z.reduce((sum, v, i) => sum + v * wDec[i * d + j]!, b))
  return { z, y }
}

describe('toSaeLens', () => {
  it.each([
    ['cmgsae', {}, 'topk'],
    ['aligned', {}, 'topk'],
    ['views', {}, 'topk'],
    ['cross', { activation: { kind: 'relu', l0: 3 } }, 'standard'],
    ['cross', { activation: { kind: 'jumpReLU', l0: 3, bandwidth: 0.1 } }, 'jumprelu'],
    ['cross', { activation: { kind: 'batchTopK', k: 3 } }, 'jumprelu'],
  ] as [string, RecipeOverrides, string][])(
    '%s %o as %s',
    async (name, overrides, architecture) => {
      const recipe = override(
        override(preset(name), {
          latents: 16,
          activation: { kind: 'topK', k: 3 },
          groups: { kind: 'contiguous', size: 4 },
          training: { epochs: 4, batch: 16 },
        }),
        overrides,
      )
      const { state } = await train(name === 'aligned' ? inOneSpace : data, { recipe })
      const exported = toSaeLens(state, 'text')
      expect(exported.cfg['architecture']).toBe(architecture)
      const model = createModel(state)
      const x = model.normalize(data.modalities[1]!.embeddings, 'text')
      const codes = await model.encode({ text: x })
      const [dense, decoded] = [densify(codes), await model.decode(codes, 'text')]
      for (let n = 0; n < x.rows; n++) {
        const { z, y } = runSaeLens(exported, x.data.subarray(n * 5, n * 5 + 5))
        const own = Float32Array.from(exported.latents, (i) => dense[n * 16 + i]!)
        allclose(z, own, { atol: 1e-5 })
        allclose(y, decoded.data.subarray(n * 5, n * 5 + 5), { atol: 1e-5 })
      }
    },
  )

  it('says what it cannot export', async () => {
    const recipe = override(preset('cross'), {
      latents: 16,
      activation: { kind: 'groupTopK', k: 2, groups: 1 },
      training: { epochs: 1 },
    })
    const { state } = await train(data, { recipe })
    expect(() => toSaeLens(state, 'text')).toThrow('SAELens has no group-TopK')
    expect(() => toSaeLens(state, 'sound')).toThrow(
      'unknown modality "sound"; this model knows image, text',
    )
  })
})
