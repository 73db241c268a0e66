import { TensorError } from '../errors.ts'
import { firstLine } from './first-line.ts'
import type { Compiled, GpuMode, Library } from './gpu-js.ts'
import { layoutOf, type KernelText, type Shape } from './kernel-text.ts'
import type { Results } from './results.ts'

/** One run of a kernel: its text, the shape of its result, and inputs as gpu.js takes them. */
export interface Run {
  readonly text: KernelText
  readonly shape: Shape
  readonly inputs: readonly unknown[]
  /** Tells inputs of one shape and kind from others. */
  readonly signature: string
  /** Whether the result stays on the device. */
  readonly resident: boolean
}

/** Kernels of one mode, compiled once per text, shapes and kinds of input. */
export interface Kernels {
  run(run: Run): Promise<unknown>
  dispose(): void
}

export function createKernels(
  { GPU }: Pick<Library, 'GPU'>,
  mode: GpuMode,
  results: Results | undefined,
): Kernels {
  const gpu = new GPU({ mode })
  const layout = layoutOf(mode)
  const compiled = new Map<string, Compiled>()

  function compile({ text, shape, resident }: Run, source: string): Compiled {
    return gpu.createKernel(source, {
      output: layout.size(shape),
      precision: 'single',
      loopMaxIterations: text.maxIterations ?? 1000,
      ...(resident && results?.settings),
      // Workers for webasm cost more than they gain; webgpu is asynchronous anyway.
      ...(mode === 'webgl2' ? { asyncMode: true } : {}),
    })
  }

  return {
    async run(run) {
      const { text, shape, signature, resident } = run
      const source = `function (${text.parameters.join(', ')}) {${text.body(layout)}}`
      const key = `${resident}|${shape.join('×')}|${signature}|${text.maxIterations}|${source}`
      const known = compiled.get(key)
      try {
        const kernel = known ?? compile(run, source)
        if (resident) results?.aim(kernel, shape)
        const result = await kernel(...run.inputs)
        if (!known) {
          assertMode(kernel, mode, text.name)
          compiled.set(key, kernel)
        }
        return resident && results ? results.take(kernel, result) : result
      } catch (cause) {
        if (TensorError.isInstance(cause)) throw cause
        const reason = firstLine(cause)
        throw new TensorError(`gpu.js could not run kernel "${text.name}": ${reason}`, { cause })
      }
    },
    dispose() {
      compiled.clear()
      void gpu.destroy()
    },
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
