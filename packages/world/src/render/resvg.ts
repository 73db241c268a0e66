import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { WorldError } from '../errors.ts'

/** Where the rasteriser's WebAssembly comes from. */
export type RasteriserSource = URL | Response | BufferSource | WebAssembly.Module

let loading: Promise<void> | undefined

/**
 * Loads the rasteriser, once. In Node it is found beside its package; a page says where it serves
 * `@resvg/resvg-wasm/index_bg.wasm`.
 * @throws WorldError when it cannot be loaded; a later call tries again
 */
export function loadRasteriser(source?: RasteriserSource): Promise<void> {
  loading ??= Promise.resolve(source ?? bytesInNode())
    .then((found) => initWasm(found))
    .catch((error: unknown) => {
      loading = undefined
      if (WorldError.isInstance(error)) throw error
      const reason = error instanceof Error ? error.message : String(error)
      throw new WorldError(`the rasteriser did not load: ${reason}`, { cause: error })
    })
  return loading
}

/** What `look` takes from the picture drawn `size` pixels wide and high. */
export async function render<T>(
  svg: string,
  size: number,
  look: (image: ReturnType<Drawn['render']>) => T,
): Promise<T> {
  if (!Number.isInteger(size) || size < 1 || size > 4096) {
    throw new WorldError(`the size ${size} must be a whole number of pixels from 1 to 4096`)
  }
  await loadRasteriser()
  // Both live in the memory of WebAssembly, which nobody collects.
  let drawing: Drawn | undefined
  try {
    drawing = new Resvg(svg, {
      fitTo: { mode: 'width', value: size },
      font: { loadSystemFonts: false },
    })
    const image = drawing.render()
    try {
      return look(image)
    } finally {
      image.free()
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new WorldError(
      `the svg ${JSON.stringify(svg.slice(0, 40))}… cannot be drawn: ${reason}`,
      {
        cause: error,
      },
    )
  } finally {
    drawing?.free()
  }
}

type Drawn = InstanceType<typeof Resvg>

async function bytesInNode(): Promise<Uint8Array<ArrayBuffer>> {
  if (globalThis.process?.versions?.node === undefined) {
    throw new WorldError(
      'outside Node, call loadRasteriser(new URL(…)) with where @resvg/resvg-wasm/index_bg.wasm is served',
    )
  }
  const { readFile } = await import('node:fs/promises')
  const { createRequire } = await import('node:module')
  return readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm'))
}
