import { TensorError } from '../errors.ts'

/** How gpu.js runs the kernels. */
export type GpuMode = 'webgpu' | 'webgl2' | 'webasm' | 'cpu'

// gpu.js declares `input` as a type, leaves out `asyncMode` and calls every result a union of all
// that any kernel may return: these are the parts used here, as the package on disk behaves.
/** A kernel as gpu.js hands it out. */
export interface Compiled {
  (...inputs: readonly unknown[]): unknown
  readonly kernel: {
    readonly constructor: { readonly mode: string }
    fallbackReason: string | null
  }
}
/** The module. */
export interface Library {
  readonly GPU: {
    new (settings: { mode: GpuMode }): {
      createKernel(source: string, settings: object): Compiled
      destroy(): Promise<void>
    }
    isWebGPUAvailable(): Promise<boolean>
    readonly isWebGL2Supported: boolean
    readonly isWebAssemblySupported: boolean
  }
  readonly input: (value: Float32Array, size: number[]) => HostHandle
}
/** A host array with its shape. */
export interface HostHandle {
  readonly value: Float32Array
}
/** @throws TensorError when gpu.js is not installed */
export async function loadGpuJs(): Promise<Library> {
  let module: { default?: unknown }
  try {
    module = await import('gpu.js')
  } catch (cause) {
    throw new TensorError(
      'the gpu backend needs gpu.js, which is not installed: install gpu.js 2.24.1 or newer beside @cmgsae/tensor',
      { cause },
    )
  }
  // Node sees a CommonJS module, a browser bundle the class itself with the rest attached.
  return (module.default ?? module) as Library
}
