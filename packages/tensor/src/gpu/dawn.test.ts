import { describe, expect, test } from 'vitest'
import { parity } from '../parity/parity.ts'
import { createGpuBackend, inspectGpu } from './index.ts'

// An adapter needs a driver for Vulkan, Metal or Direct3D; software such as SwiftShader will do.
const [webgpu] = await inspectGpu()
const answer = webgpu!.adapter ?? webgpu!.error

describe.skipIf(webgpu!.error !== undefined)(`gpu (webgpu) in Node, ${answer}`, () => {
  // One name stands for all that is skipped.
  if (webgpu!.error !== undefined) return test('parity', () => {})
  parity('parity', () => createGpuBackend({ mode: 'webgpu' }), undefined, {
    subnormals: 'the device takes numbers below 2⁻¹²⁶ for zero',
  })
})

test('without an adapter the error is one line that says so', async ({ skip }) => {
  skip(webgpu!.error === undefined, 'an adapter answers')
  const refused = createGpuBackend()
  await expect(refused).rejects.toThrow(/^the gpu backend finds no GPU here \(webgpu: .+\)$/)
  await expect(createGpuBackend({ mode: 'webgpu' })).rejects.toThrow(webgpu!.error)
})

test('every report names an adapter or says why there is none', async () => {
  const reports = await inspectGpu()
  expect(reports.map(({ mode }) => mode)).toEqual(['webgpu', 'webgl2'])
  for (const { adapter, error } of reports) expect(adapter ?? error).toMatch(/^.+$/)
})
