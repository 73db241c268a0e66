import { TensorError } from '../errors.ts'
import { webgpuAdapter } from './adapters.ts'
import { firstLine } from './first-line.ts'
import type { GpuMode, Library } from './gpu-js.ts'

const preference = ['webgpu', 'webgl2'] as const

/**
 * The mode asked for, or the first of webgpu and webgl2 that this machine offers.
 * @throws TensorError saying why each of them is not to be had
 */
export async function pickMode(library: Library, wanted?: GpuMode): Promise<GpuMode> {
  const reasons: string[] = []
  for (const mode of wanted ? [wanted] : preference) {
    const reason = await reasonAgainst(library, mode)
    if (reason === undefined) return mode
    reasons.push(`${mode}: ${reason}`)
  }
  throw new TensorError(
    wanted === undefined
      ? `the gpu backend finds no GPU here (${reasons.join('; ')})`
      : `gpu.js has no mode "${wanted}" on this machine (${reasons.join('; ')})`,
  )
}

async function reasonAgainst({ GPU }: Library, mode: GpuMode): Promise<string | undefined> {
  if (mode === 'webgpu') {
    const { error } = await webgpuAdapter().catch((cause: unknown) => ({ error: firstLine(cause) }))
    return error ?? ((await GPU.isWebGPUAvailable()) ? undefined : 'gpu.js gets no adapter')
  }
  if (mode === 'webgl2') return GPU.isWebGL2Supported ? undefined : 'WebGL2 needs a browser with it'
  if (mode === 'webasm') return GPU.isWebAssemblySupported ? undefined : 'there is no WebAssembly'
  return undefined
}
