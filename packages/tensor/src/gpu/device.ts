import { loadGpuJs, type GpuMode, type HostHandle, type Library } from './gpu-js.ts'
import { createKernels } from './kernels.ts'
import { layoutOf, lengthOf, type KernelText, type Shape } from './kernel-text.ts'
import { pickMode } from './modes.ts'
import { createResults, type Handle } from './results.ts'

/** An array on the device. Without a handle yet it is all zeros. */
export interface DeviceArray {
  readonly shape: Shape
  handle: Handle | undefined
}

/** A host array that is sent along with one run of a kernel. */
export interface HostArray {
  readonly shape: Shape
  readonly values: Float32Array
}

export type Input = DeviceArray | HostArray | number

/** Runs kernels through gpu.js. */
export interface Device {
  readonly mode: GpuMode
  /** Zeros. */
  array(shape: Shape): DeviceArray
  release(array: DeviceArray): void
  /** target = kernel(…inputs), one thread per entry; `target` may be among the inputs. */
  compute(target: DeviceArray, text: KernelText, inputs: readonly Input[]): Promise<void>
  /** The entries of an array, valid until the array changes. */
  download(source: DeviceArray): Promise<Float32Array>
  dispose(): void
}

/**
 * Loads gpu.js and opens the mode asked for, or the first of webgpu and webgl2 that answers.
 * @throws TensorError when gpu.js is not installed or the mode is not to be had
 */
export async function openDevice(wanted?: GpuMode): Promise<Device> {
  const library = await loadGpuJs()
  return createDevice(library, await pickMode(library, wanted))
}

function createDevice(library: Library, mode: GpuMode): Device {
  const { input } = library
  const results = createResults(mode)
  const kernels = createKernels(library, mode, results)
  const layout = layoutOf(mode)
  const arrays = new Set<DeviceArray>()

  async function handleOf(given: DeviceArray | HostArray): Promise<Handle> {
    if ('values' in given) return input(given.values, layout.size(given.shape))
    given.handle ??= (await launch(given.shape, zeros, [], true)) as Handle
    return given.handle
  }

  async function launch(
    shape: Shape,
    text: KernelText,
    given: readonly Input[],
    resident: boolean,
  ): Promise<unknown> {
    const inputs: unknown[] = []
    let signature = ''
    for (const one of given) {
      const isNumber = typeof one === 'number'
      inputs.push(isNumber ? one : await handleOf(one))
      signature += isNumber ? ',' : `${'values' in one ? 'host ' : ''}${one.shape.join('×')},`
    }
    return kernels.run({ text, shape, inputs, signature, resident })
  }

  return {
    mode,
    array(shape) {
      // Without device memory arrays lie on the host.
      const zeroed = () => input(new Float32Array(lengthOf(shape)), layout.size(shape))
      const handle = results ? undefined : zeroed()
      const array = { shape, handle }
      arrays.add(array)
      return array
    },
    release(array) {
      if (arrays.delete(array) && array.handle) results?.free(array.handle)
    },
    async compute(target, text, inputs) {
      const result = await launch(target.shape, text, inputs, true)
      if (!results) return copyRows(result as Rows, (target.handle as HostHandle).value)
      if (target.handle) results.reuse(target.shape, target.handle)
      target.handle = result as Handle
    },
    async download(source) {
      if (!results) return (source.handle as HostHandle).value
      const text = source.shape.length === 1 ? copyVector : flatten
      const length = lengthOf(source.shape)
      return (await launch([length], text, [source], false)) as Float32Array
    },
    dispose() {
      for (const { handle } of arrays) if (handle) results?.free(handle)
      results?.dispose()
      arrays.clear()
      kernels.dispose()
    },
  }
}

const zeros: KernelText = { name: 'zeros', parameters: [], body: () => 'return 0;' }

const copyVector: KernelText = {
  name: 'copyVector',
  parameters: ['source'],
  body: () => 'return source[this.thread.x];',
}

/** Row 0 of a matrix goes on past its end into the next rows: that is the flat order. */
const flatten: KernelText = {
  name: 'flatten',
  parameters: ['source'],
  body: ({ at }) => `return ${at('source', '0', 'this.thread.x')};`,
}

type Rows = Float32Array | readonly Float32Array[]

function copyRows(rows: Rows, into: Float32Array): void {
  if (rows instanceof Float32Array) return into.set(rows)
  let from = 0
  for (const row of rows) {
    into.set(row, from)
    from += row.length
  }
}
