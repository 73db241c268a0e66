import { TensorError } from '../errors.ts'
import type { Compiled, GpuMode } from './gpu-js.ts'
import type { Shape } from './kernel-text.ts'

/** What gpu.js takes and gives as an array: a texture, a storage buffer, or a host array. */
export type Handle = object

/**
 * Where kernels leave results that stay on the device. gpu.js would allocate memory for each; a step
 * makes dozens of the same few shapes, so that kernels are pointed at what earlier results gave back.
 * That reaches into the kernels of gpu.js 2.24: a version that works otherwise is noticed.
 */
export interface Results {
  /** What kernels are created with. */
  readonly settings: object
  /** Points a kernel at memory for its next result. */
  aim(kernel: Compiled, shape: Shape): void
  /** Takes the result away from the kernel that made it. */
  take(kernel: Compiled, result: unknown): Handle
  /** Lets later results of that shape use the memory of this one. */
  reuse(shape: Shape, handle: Handle): void
  /** Gives the memory back to the device. */
  free(handle: Handle): void
  dispose(): void
}

/** Undefined where there is no device memory: in webasm and cpu results are host arrays. */
export function createResults(mode: GpuMode): Results | undefined {
  if (mode === 'webgpu') return bufferResults()
  if (mode === 'webgl2') return textureResults()
  return undefined
}

/** Memory that waits for a result of its shape. */
function createPool<T>() {
  const waiting = new Map<string, T[]>()
  return {
    get: (shape: Shape) => waiting.get(`${shape}`)?.pop(),
    put(shape: Shape, memory: T) {
      const others = waiting.get(`${shape}`)
      if (others) others.push(memory)
      else waiting.set(`${shape}`, [memory])
    },
    all: () => [...waiting.values()].flat(),
  }
}

function foreign(): TensorError {
  return new TensorError('this version of gpu.js keeps results in another way: install 2.24.1')
}

interface BufferKernel {
  outputBuffer: GPUBuffer | null
  bindGroupDirty: boolean
}

function bufferResults(): Results {
  const pool = createPool<GPUBuffer>()
  const inner = ({ kernel }: Compiled) => kernel as unknown as BufferKernel
  const bufferOf = (handle: Handle) => (handle as { buffer: GPUBuffer }).buffer
  return {
    settings: { pipeline: true, immutable: false },
    aim(compiled, shape) {
      const kernel = inner(compiled)
      kernel.outputBuffer = pool.get(shape) ?? null
      kernel.bindGroupDirty = true
    },
    take(compiled, result) {
      const kernel = inner(compiled)
      const handle = result as Handle
      if (!kernel.outputBuffer || kernel.outputBuffer !== bufferOf(handle)) throw foreign()
      kernel.outputBuffer = null
      return handle
    },
    reuse: (shape, handle) => pool.put(shape, bufferOf(handle)),
    free: (handle) => bufferOf(handle).destroy(),
    dispose() {
      for (const buffer of pool.all()) buffer.destroy()
    },
  }
}

/** A WebGL texture, on which gpu.js counts who uses it. */
interface Texture {
  _refs?: number
}

interface TextureKernel {
  readonly texture: { texture: Texture } | null
  _textureSwitched: boolean
}

function textureResults(): Results {
  const pool = createPool<Texture>()
  const inner = ({ kernel }: Compiled) => kernel as unknown as TextureKernel
  const textureOf = (handle: Handle) => (handle as { texture: Texture }).texture
  return {
    settings: { pipeline: true, immutable: true },
    aim(compiled, shape) {
      const kernel = inner(compiled)
      // A kernel that has not run yet makes its own.
      if (!kernel.texture) return
      const texture = pool.get(shape)
      if (texture) {
        kernel.texture.texture = texture
        kernel._textureSwitched = true
      }
      // Two users tell gpu.js to make a new texture before it draws.
      kernel.texture.texture._refs = texture ? 1 : 2
    },
    take(compiled, result) {
      const { texture } = inner(compiled)
      const handle = result as Handle
      if (!texture || texture.texture !== textureOf(handle)) throw foreign()
      return handle
    },
    reuse: (shape, handle) => pool.put(shape, textureOf(handle)),
    free(handle) {
      textureOf(handle)._refs = 1
      ;(handle as { delete(): void }).delete()
    },
    // The textures go with their context.
    dispose() {},
  }
}
