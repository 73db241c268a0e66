import type { Backend } from '../backend.ts'
import { createBackend } from './backend.ts'
import { openDevice } from './device.ts'
import type { GpuMode } from './gpu-js.ts'

export interface GpuBackend extends Backend {
  readonly mode: GpuMode
}

export interface GpuBackendOptions {
  /** Absent: the first of webgpu, webgl2 and webasm that this machine offers. */
  mode?: GpuMode
}

/**
 * The kernels through gpu.js 2.24.1 or newer, an optional peer dependency that is loaded on the
 * first call. Results agree with the reference backend within float32 rounding; among
 * pre-activations equal up to rounding, another latent may be selected.
 *
 * Tested against the reference in Node 24 (webasm, cpu) and in headless Chromium 156 on software
 * rendering (webgl2, webgpu). webasm and cpu exist to check kernels where there is no GPU: the
 * reference backend is faster than either.
 *
 * @throws TensorError when gpu.js is not installed, or has no such mode on this machine
 */
export async function createGpuBackend({ mode }: GpuBackendOptions = {}): Promise<GpuBackend> {
  const device = await openDevice(mode)
  return { ...createBackend(device), mode: device.mode }
}
