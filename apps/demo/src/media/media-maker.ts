/** What the worker of the built-in world's media does. */
export interface MediaMaker {
  /** Sample n's picture, as SVG. */
  picture(args: { readonly seed: number; readonly sample: number }): Promise<string>
  /** Sample n's sound as a wav file, with the peaks to draw it by. */
  sound(args: { readonly seed: number; readonly sample: number }): Promise<Sound>
}

export interface Sound {
  readonly wav: Uint8Array
  /** Largest absolute value in each of equal parts, 1 for the loudest. */
  readonly peaks: Float32Array
}
