import { afterEach, expect, test, vi } from 'vitest'
import { TensorError } from '../errors.ts'
import type { Compiled } from './gpu-js.ts'
import { createGpuBackend, inspectGpu } from './index.ts'
import { createResults } from './results.ts'

// Every test here puts something else in the place of an optional package.
afterEach(() => {
  vi.doUnmock('gpu.js')
  vi.doUnmock('webgpu')
})

test('without gpu.js the error says what to install', async () => {
  vi.doMock('gpu.js', () => {
    throw new Error('Cannot find package')
  })
  await expect(createGpuBackend()).rejects.toThrow(TensorError)
  await expect(createGpuBackend()).rejects.toThrow(
    'the gpu backend needs gpu.js, which is not installed: install gpu.js 2.24.1 or newer',
  )
})

test('without either package the report says so and does not throw', async () => {
  for (const name of ['gpu.js', 'webgpu']) {
    vi.doMock(name, () => {
      throw new Error('Cannot find package')
    })
  }
  for (const { adapter, error } of await inspectGpu()) {
    expect(adapter).toBeUndefined()
    expect(error).toContain('needs gpu.js, which is not installed')
  }
  vi.doUnmock('gpu.js')
  const [webgpu, webgl2] = await inspectGpu()
  expect(webgpu!.error).toMatch(/^the package webgpu does not load on this machine \(.+\): install/)
  expect(webgl2!.error).toBe('WebGL2 needs a browser')
})

test('a version of gpu.js that keeps results elsewhere is an error', () => {
  const results = createResults('webgpu')!
  const kernel = { kernel: { outputBuffer: {}, bindGroupDirty: false } } as unknown as Compiled
  results.aim(kernel, [1])
  expect(() => results.take(kernel, { buffer: {} })).toThrow(
    'this version of gpu.js keeps results in another way: install 2.24.1',
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
