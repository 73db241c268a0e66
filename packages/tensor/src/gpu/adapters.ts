import { loadDawn } from './dawn.ts'
import { firstLine } from './first-line.ts'
import { loadGpuJs, type GpuMode } from './gpu-js.ts'

/** A GPU, or software that stands in for one, behind one of the modes. */
export interface GpuReport {
  readonly mode: GpuMode
  /** Vendor, architecture and device, as far as the platform tells; absent: none answers. */
  readonly adapter?: string
  /** The driver and its version, where the platform tells. */
  readonly driver?: string
  /** The adapter computes on the CPU: right for correctness, never for timing. */
  readonly software?: boolean
  /** Why the backend cannot use this mode, in one line. */
  readonly error?: string
}

/** Which GPUs answer, in the order in which `createGpuBackend` takes them. Never throws. */
export async function inspectGpu(): Promise<readonly GpuReport[]> {
  const library = await loadGpuJs().then(
    () => undefined,
    (error: Error) => error.message,
  )
  const reports: GpuReport[] = []
  for (const [mode, find] of [
    ['webgpu', webgpuAdapter],
    ['webgl2', webgl2Adapter],
  ] as const) {
    const found = await find().catch((error: Error) => ({ error: firstLine(error) }))
    reports.push({ mode, ...found, ...(library !== undefined && { error: library }) })
  }
  return reports
}

/** The adapter that WebGPU gives, in Node through Dawn. */
export async function webgpuAdapter(): Promise<Omit<GpuReport, 'mode'>> {
  await loadDawn()
  const { gpu } = globalThis.navigator as { gpu?: GPU }
  if (!gpu) return { error: 'this browser has no WebGPU' }
  const adapter = await gpu.requestAdapter()
  if (!adapter)
    return { error: 'WebGPU is there, but no adapter answers: it needs a GPU and its driver' }
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info
  const name = named([vendor, architecture, device])
  const software = isFallbackAdapter || isSoftware(`${name} ${description}`)
  return { adapter: name, ...(description && { driver: description }), software }
}

async function webgl2Adapter(): Promise<Omit<GpuReport, 'mode'>> {
  if (typeof document === 'undefined') return { error: 'WebGL2 needs a browser' }
  const gl = document.createElement('canvas').getContext('webgl2')
  if (!gl) return { error: 'this browser has no WebGL2' }
  const names = gl.getExtension('WEBGL_debug_renderer_info')
  const name = named([
    gl.getParameter(names ? names.UNMASKED_VENDOR_WEBGL : gl.VENDOR),
    gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER),
  ])
  return { adapter: name, software: isSoftware(name) }
}

const named = (parts: readonly (string | undefined)[]) =>
  parts.filter(Boolean).join(', ') || 'unnamed'

const isSoftware = (name: string) =>
  /swiftshader|llvmpipe|lavapipe|software|basic render/i.test(name)
