import { TensorError } from '../errors.ts'
import {
  loadGpuJs,
  modesOf,
  type Compiled,
  type Deletable,
  type GpuMode,
  type HostHandle,
  type Library,
} from './gpu-js.ts'
import { layoutOf, type KernelText, type Shape } from './kernel-text.ts'

/** What gpu.js takes and gives as an array: a texture, a storage buffer, or a host array. */
type Handle = object

/** An array on the device. Without a handle yet it is all zeros. */
export interface DeviceArray {
  readonly shape: Shape
  handle: Handle | undefined
}

/** Runs kernels through gpu.js. */
export interface Device {
  readonly mode: GpuMode
  array(shape: Shape): DeviceArray
  /** target = kernel(…inputs), one thread per entry; `target` may be among the inputs. */
  compute(target: DeviceArray, text: KernelText, inputs: readonly Input[]): Promise<void>
  /** The `length` results of a kernel, on the host. */
  reduce(length: number, text: KernelText, inputs: readonly Input[]): Promise<Float32Array>
  /** target = source; lengths agree. */
  upload(target: DeviceArray, source: Float32Array): Promise<void>
  /** The entries of an array, valid until the array changes. */
  download(source: DeviceArray): Promise<Float32Array>
  dispose(): void
}

type Input = DeviceArray | number

/**
 * Loads gpu.js and picks a mode: the one asked for, or the first of webgpu, webgl2 and webasm that
 * this machine offers.
 * @throws TensorError when gpu.js is not installed or the mode is not to be had
 */
export async function openDevice(wanted?: GpuMode): Promise<Device> {
  const library = await loadGpuJs()
  const found = await modesOf(library)
  const mode = wanted ?? found[0]!
  if (!found.includes(mode)) {
    throw new TensorError(
      `gpu.js has no mode "${mode}" on this machine; it found ${found.join(', ')}`,
    )
  }
  return createDevice(library, mode)
}

function createDevice({ GPU, input }: Library, mode: GpuMode): Device {
  const gpu = new GPU({ mode })
  const layout = layoutOf(mode)
  // webasm and cpu have no device memory: there the arrays live on the host.
  const onHost = mode === 'webasm' || mode === 'cpu'
  const compiled = new Map<string, Compiled>()
  const arrays = new Set<DeviceArray>()

  async function run(
    text: KernelText,
    shape: Shape,
    inputs: readonly unknown[],
    shapes: string,
    pipeline: boolean,
  ): Promise<unknown> {
    const source = `function (${text.parameters.join(', ')}) {${text.body(layout)}}`
    const { maxIterations = 1000 } = text
    const key = `${pipeline}|${shape.join('×')}|${shapes}|${maxIterations}|${source}`
    let kernel = compiled.get(key)
    const isNew = !kernel
    if (!kernel) {
      kernel = gpu.createKernel(source, {
        output: layout.size(shape),
        precision: 'single',
        loopMaxIterations: maxIterations,
        ...(pipeline && !onHost ? { pipeline, immutable: true } : {}),
        // Workers for webasm cost more than they gain; webgpu is asynchronous anyway.
        ...(mode === 'webgl2' ? { asyncMode: true } : {}),
      })
      compiled.set(key, kernel)
    }
    const result = await kernel(...inputs)
    if (isNew) assertMode(kernel, mode, text.name)
    return result
  }

  const zeros: KernelText = { name: 'zeros', parameters: [], body: () => 'return 0;' }

  async function materialise(array: DeviceArray): Promise<Handle> {
    array.handle ??= (await run(zeros, array.shape, [], '', true)) as Handle
    return array.handle
  }

  async function launch(
    shape: Shape,
    text: KernelText,
    inputs: readonly Input[],
    pipeline: boolean,
  ) {
    const values: unknown[] = []
    let shapes = ''
    for (const given of inputs) {
      values.push(typeof given === 'number' ? given : await materialise(given))
      shapes += typeof given === 'number' ? ',' : `${given.shape.join('×')},`
    }
    return run(text, shape, values, shapes, pipeline)
  }

  function replace(target: DeviceArray, result: unknown): void {
    if (onHost) {
      copyRows(result as Rows, (target.handle as HostHandle).value)
      return
    }
    const old = target.handle as Deletable | undefined
    target.handle = result as Handle
    old?.delete()
  }

  return {
    mode,
    array(shape) {
      const length = shape.reduce((product, side) => product * side, 1)
      const handle = onHost ? input(new Float32Array(length), layout.size(shape)) : undefined
      const array = { shape, handle }
      arrays.add(array)
      return array
    },
    async compute(target, text, inputs) {
      replace(target, await launch(target.shape, text, inputs, true))
    },
    async reduce(length, text, inputs) {
      return (await launch([length], text, inputs, false)) as Float32Array
    },
    async upload(target, source) {
      if (onHost) (target.handle as HostHandle).value.set(source)
      else {
        const { shape } = target
        const text = shape.length === 1 ? copyVector : copyMatrix
        const given = input(source, layout.size(shape))
        replace(target, await run(text, shape, [given], 'host', true))
      }
    },
    async download(source) {
      if (onHost) return (source.handle as HostHandle).value
      const length = source.shape.reduce((product, side) => product * side, 1)
      const text = source.shape.length === 1 ? copyVector : flatten
      return (await launch([length], text, [source], false)) as Float32Array
    },
    dispose() {
      if (!onHost) for (const { handle } of arrays) (handle as Deletable | undefined)?.delete()
      arrays.clear()
      compiled.clear()
      void gpu.destroy()
    },
  }
}

const copyVector: KernelText = {
  name: 'copyVector',
  parameters: ['source'],
  body: () => 'return source[this.thread.x];',
}

const copyMatrix: KernelText = {
  name: 'copyMatrix',
  parameters: ['source'],
  body: ({ here }) => `return ${here('source')};`,
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

/** gpu.js may hand a kernel it cannot translate to plain JavaScript; here that is an error. */
function assertMode({ kernel }: Compiled, mode: GpuMode, name: string): void {
  const ran = kernel.constructor.mode
  // The WebGL kernels all call themselves "gpu".
  if (ran === (mode === 'webgl2' ? 'gpu' : mode) && !kernel.fallbackReason) return
  const reason = kernel.fallbackReason ?? 'no reason given'
  throw new TensorError(`gpu.js ran kernel "${name}" as ${ran} instead of ${mode}: ${reason}`)
}
