/** target[at + c] += scale · source[from + c] for c < width. */
export function addScaled(
  target: Float32Array,
  at: number,
  source: Float32Array,
  from: number,
  width: number,
  scale: number,
): void {
  for (let c = 0; c < width; c++) target[at + c]! += scale * source[from + c]!
}
