import { afterEach, describe, expect, test, vi } from 'vitest'
import { normals, upload } from '../parity/fixtures.ts'
import { createGpuBackend, inspectGpu } from './index.ts'

afterEach(() => vi.restoreAllMocks())

for (const { mode, error } of await inspectGpu()) {
  // Without a browser this file is only collected, in Node, to name its tests.
  const missing = typeof document === 'undefined' ? undefined : error
  const reason = missing === undefined ? '' : `: ${missing}`
  describe.skipIf(missing !== undefined)(`memory of gpu (${mode})${reason}`, () => {
    test('nothing is allocated once the shapes have been seen', async () => {
      const allocations =
        mode === 'webgpu'
          ? vi.spyOn(GPUDevice.prototype, 'createBuffer')
          : vi.spyOn(WebGL2RenderingContext.prototype, 'createTexture')
      const backend = await createGpuBackend({ mode })
      const [rows, latents, width] = [5, 12, 8]
      const spans = [{ x: 0, w: 0, width }]
      const x = await upload(backend, rows, width, normals(rows * width, 1))
      const w = await upload(backend, latents, width, normals(latents * width, 2))
      const [first, second] = [backend.matrix(latents, width), backend.matrix(latents, width)]
      const [delta, bias] = [backend.matrix(rows, width), backend.matrix(1, latents)]
      const codes = backend.codes(rows, latents, rows * 2)
      const gradient = backend.like(codes)
      async function learn(step: number): Promise<number> {
        await backend.write(x, normals(rows * width, step))
        const activation = { kind: 'topK', k: 2 } as const
        await backend.encode({ x, w, rows, spans, bias, activation, out: codes })
        const weights = new Float32Array(2 * rows).fill(1)
        const common = { codes, w, spans, target: x, view: x, weights, delta }
        const loss = await backend.reconstruct({ ...common, gradient })
        await backend.learn({
          w,
          terms: [{ codes, x: delta, spans }],
          regions: [{ rows: [0, latents], cols: [0, width], radius: 1 }],
          project: true,
          first,
          second,
          learningRate: 0.01,
          beta1: 0.9,
          beta2: 0.999,
          epsilon: 1e-8,
          step,
          scale: 1,
        })
        return loss
      }
      for (let step = 1; step <= 3; step++) await learn(step)
      const before = allocations.mock.calls.length
      expect(before).toBeGreaterThan(0)
      for (let step = 4; step <= 6; step++) await learn(step)
      expect(allocations.mock.calls.length - before).toBe(0)
      backend.dispose()
      // Software compiles slowly where other work goes on.
    }, 120_000)
  })
}
