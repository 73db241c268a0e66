import type { Backend } from '../backend.ts'
import { createBackend } from './backend.ts'
import { openDevice } from './device.ts'
import type { GpuMode } from './gpu-js.ts'

export interface GpuBackend extends Backend {
  readonly mode: GpuMode
}

export interface GpuBackendOptions {
  /** Absent: webgpu, or webgl2 where there is no WebGPU. */
  mode?: GpuMode
}

/**
 * The kernels through gpu.js 2.24.1 or newer, an optional peer dependency that is loaded on the
 * first call; in Node, WebGPU comes through a second one, `webgpu` 0.3.10 or newer (Dawn). Results
 * agree with the reference backend within float32 rounding; among pre-activations equal up to
 * rounding, another latent may be selected.
 *
 * webasm and cpu exist to check kernels where there is no GPU, and are never chosen unasked: the
 * other backends are faster than either.
 *
 * @throws TensorError when gpu.js is not installed, or no GPU answers in the mode
 */
export async function createGpuBackend({ mode }: GpuBackendOptions = {}): Promise<GpuBackend> {
  const device = await openDevice(mode)
  return { ...createBackend(device), mode: device.mode }
}
