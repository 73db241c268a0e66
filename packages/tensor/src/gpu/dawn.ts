import { TensorError } from '../errors.ts'
import { firstLine } from './first-line.ts'

interface Dawn {
  create(flags: readonly string[]): object
  readonly globals: object
}

/**
 * Gives Node the WebGPU that browsers have, through the optional peer `webgpu` (Dawn): gpu.js looks
 * for it at `navigator.gpu`. Does nothing where that is taken, or outside Node.
 * @throws TensorError when the package is not installed or does not load on this machine
 */
export async function loadDawn(): Promise<void> {
  const scope = globalThis as { navigator?: { gpu?: object } }
  if (scope.navigator?.gpu || typeof process === 'undefined') return
  if (!process.versions?.node) return
  // A name that bundlers for browsers do not follow.
  const name = 'webgpu'
  let dawn: Dawn
  try {
    dawn = (await import(/* @vite-ignore */ name)) as Dawn
  } catch (cause) {
    const absent = (cause as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND'
    const remedy = 'install webgpu 0.3.10 or newer beside @cmgsae/tensor'
    throw new TensorError(
      absent
        ? `WebGPU in Node needs the package webgpu, which is not installed: ${remedy}`
        : `the package webgpu does not load on this machine (${firstLine(cause)}): ${remedy}`,
      { cause },
    )
  }
  // Node 20 has no navigator.
  if (!scope.navigator) Object.defineProperty(scope, 'navigator', { value: {}, configurable: true })
  const gpu = dawn.create([])
  Object.defineProperty(scope.navigator, 'gpu', { value: gpu, configurable: true })
}
