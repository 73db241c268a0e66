import { afterEach, expect, test, vi } from 'vitest'
import { TensorError } from '../errors.ts'
import { createGpuBackend } from './index.ts'

// Every test here puts something else in gpu.js' place.
afterEach(() => vi.doUnmock('gpu.js'))

test('without gpu.js the error says what to install', async () => {
  vi.doMock('gpu.js', () => {
    throw new Error('Cannot find package')
  })
  await expect(createGpuBackend()).rejects.toThrow(TensorError)
  await expect(createGpuBackend()).rejects.toThrow(
    'the gpu backend needs gpu.js, which is not installed: install gpu.js 2.24.1 or newer',
  )
})

test('a kernel that gpu.js ran elsewhere is an error, not a slow success', async () => {
  const kernel = Object.assign(() => new Float32Array(4), {
    kernel: { constructor: { mode: 'cpu' }, fallbackReason: 'no such loop' },
  })
  class GPU {
    static isWebGPUAvailable = async () => false
    static isWebGL2Supported = false
    static isWebAssemblySupported = true
    createKernel = () => kernel
    destroy = async () => {}
  }
  const input = (value: Float32Array) => ({ value })
  vi.doMock('gpu.js', () => ({ default: { GPU, input } }))
  const backend = await createGpuBackend({ mode: 'webasm' })
  await expect(backend.fill(backend.matrix(2, 2), 1)).rejects.toThrow(
    'gpu.js ran kernel "fillMatrix" as cpu instead of webasm: no such loop',
  )
  backend.dispose()
})
