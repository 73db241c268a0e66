import { render } from './resvg.ts'

export interface RasteriseOptions {
  /** Width and height in pixels; default 96. */
  readonly size?: number
}

/** Row-major RGBA, four bytes a pixel. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/**
 * A square picture as the bytes of a png.
 * @throws WorldError for a size out of range, or svg that cannot be drawn
 */
export function rasterise(svg: string, { size = 96 }: RasteriseOptions = {}): Promise<Uint8Array> {
  return render(svg, size, (image) => image.asPng())
}

/**
 * A square picture as pixels.
 * @throws WorldError as `rasterise` does
 */
export function rasterisePixels(
  svg: string,
  { size = 96 }: RasteriseOptions = {},
): Promise<Pixels> {
  return render(svg, size, (image) => ({
    width: image.width,
    height: image.height,
    data: image.pixels,
  }))
}
