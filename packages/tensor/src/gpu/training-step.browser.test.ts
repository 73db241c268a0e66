import { describe, expect, test } from 'vitest'
import type { Backend, Resident } from '../backend.ts'
import { dense, normals, upload, values } from '../parity/fixtures.ts'
import { relativeDistance } from '../parity/relative-distance.ts'
import { createReference } from '../reference/index.ts'
import { createGpuBackend, inspectGpu } from './index.ts'

for (const { mode, error } of await inspectGpu()) {
  // Without a browser this file is only collected, in Node, to name its tests.
  const missing = typeof document === 'undefined' ? undefined : error
  const reason = missing === undefined ? '' : `: ${missing}`
  describe.skipIf(missing !== undefined)(`whole training steps on gpu (${mode})${reason}`, () => {
    test('agree with the reference to float32 rounding', async () => {
      const backend = await createGpuBackend({ mode })
      const expected = await train(createReference())
      const actual = await train(backend)
      for (const [i, result] of expected.entries()) {
        expect(relativeDistance(actual[i]!, result), `result ${i}`).toBeLessThanOrEqual(3e-5)
      }
      backend.dispose()
      // Software compiles a hundred kernels in a quarter of a minute.
    }, 120_000)
  })
}

const rows = 48
const latents = 160
const k = 6
const steps = 3
const spans = [
  { x: 0, w: 0, width: 40 },
  { x: 40, w: 40, width: 24 },
] as const
const width = 64
/** Shared latents, then some that only the second modality has. */
const shared = 128

/**
 * Steps of two modalities with codes of their own: seeded masks, TopK, gains, revived latents,
 * ℓ2,1 over both codes, tied gradients, clipping, Adam and renormalisation.
 */
async function train(backend: Backend): Promise<ArrayLike<number>[]> {
  const w = await upload(backend, latents, width, normals(latents * width, 1))
  const moments = [backend.matrix(latents, width), backend.matrix(latents, width)] as const
  const samples = () => backend.matrix(rows, width)
  const [x, view, input] = [samples(), samples(), samples()]
  const center = await parameter(backend, normals(width, 2))
  const bias = await parameter(backend, new Float32Array(latents).fill(-0.1))
  const gain = await parameter(backend, new Float32Array(latents).fill(1.1))
  const among = Uint8Array.from({ length: latents }, (_, i) => (i % 5 ? 0 : 1))
  const passes = spans.map((span, s) => {
    const codes = backend.codes(rows, latents, rows * k)
    const revived = backend.codes(rows, latents, rows * k)
    return {
      span,
      ranges: s === 0 ? ([[0, shared]] as const) : undefined,
      codes,
      slopes: backend.like(codes),
      revived,
      revivedSlopes: backend.like(revived),
      delta: samples(),
      residual: samples(),
      revivedDelta: samples(),
    }
  })
  const results: ArrayLike<number>[] = []
  for (let step = 1; step <= steps; step++) {
    await backend.write(x, normals(rows * width, 10 + step))
    for (const { gradient } of [center, bias, gain]) await backend.fill(gradient, 0)
    const seen = new Uint32Array(rows * 2)
    await backend.view({
      x,
      center: center.value,
      rows,
      spans,
      present: Uint8Array.from(seen, (_, i) => (i % 7 === 3 ? 0 : 1)),
      mask: { keys: Int32Array.from(seen, (_, i) => i * 977 + step), threshold: 0x28000000 },
      rescale: 'span',
      view,
      out: input,
      seen,
    })
    const losses: number[] = []
    for (const pass of passes) {
      const weights = new Float32Array(rows * 2).map((_, i) => (i % 2 ? 0.1 : 1) / rows)
      await backend.encode({
        x: input,
        w,
        rows,
        spans: [pass.span],
        bias: bias.value,
        gain: gain.value,
        ...(pass.ranges && { latents: pass.ranges }),
        activation: { kind: 'topK', k },
        out: pass.codes,
        auxiliary: { among, k, out: pass.revived },
      })
      const common = { w, spans: [pass.span], view, weights }
      losses.push(
        await backend.reconstruct({
          ...common,
          codes: pass.codes,
          bias: center.value,
          target: x,
          delta: pass.delta,
          residual: pass.residual,
          gradient: pass.slopes,
          biasGradient: center.gradient,
        }),
        await backend.reconstruct({
          ...common,
          codes: pass.revived,
          target: pass.residual,
          delta: pass.revivedDelta,
          gradient: pass.revivedSlopes,
        }),
      )
    }
    const penalty = await backend.groupNorm({
      codes: passes.map(({ codes }) => codes),
      gradients: passes.map(({ slopes }) => slopes),
      of: Uint32Array.from({ length: latents }, (_, i) => i >> 3),
      weights: 0.05,
      epsilon: 1e-6,
    })
    for (const { span, codes, slopes, revived, revivedSlopes } of passes) {
      const learned = {
        bias: bias.value,
        biasGradient: bias.gradient,
        gain: { value: gain.value, gradient: gain.gradient },
      }
      await backend.activationGradient({ ...learned, codes, gradient: slopes, sparsity: 1e-3 })
      await backend.backproject({
        codes: slopes,
        w,
        spans: [span],
        view,
        into: center.gradient,
      })
      const revival = { codes: revived, gradient: revivedSlopes, sparsity: 0 }
      await backend.activationGradient({ ...learned, ...revival })
    }
    const gradient = {
      w,
      terms: passes.flatMap(({ span, ...pass }) => [
        { codes: pass.codes, x: pass.delta, spans: [span] },
        { codes: pass.slopes, x: input, spans: [span] },
        { codes: pass.revived, x: pass.revivedDelta, spans: [span] },
        { codes: pass.revivedSlopes, x: input, spans: [span] },
      ]),
      regions: [
        { rows: [0, shared], cols: [0, width], radius: Math.SQRT2 },
        { rows: [shared, latents], cols: [40, width], radius: 1 },
      ] as const,
      project: true,
    }
    const norm = await backend.squaredGradient(gradient)
    const hyper = {
      learningRate: 1e-3,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-6,
      step,
      scale: Math.min(1, 1 / Math.sqrt(norm)),
    }
    await backend.learn({ ...gradient, ...hyper, first: moments[0], second: moments[1] })
    for (const { value, ...state } of [center, bias, gain]) {
      await backend.adam({ parameter: value, ...state, ...hyper })
    }
    results.push(losses, [penalty], [norm], seen)
    for (const { codes } of passes) results.push(...(await dense(backend, codes, rows)))
  }
  const state: Resident[] = [w, ...moments, center.value, bias.value, gain.value]
  for (const matrix of state) results.push(await values(backend, matrix))
  return results
}

async function parameter(backend: Backend, start: Float32Array) {
  const matrix = () => backend.matrix(1, start.length)
  return {
    value: await upload(backend, 1, start.length, start),
    gradient: matrix(),
    first: matrix(),
    second: matrix(),
  }
}
