import { silence } from './signal.ts'
import { SAMPLE_RATE } from './voice.ts'

/** A mode of a struck body: it falls to 1/e in every `fall` seconds. */
export type Mode = readonly [hertz: number, amplitude: number, fall: number]

/** The modes of something struck once: bells, bars, boards, cans. */
export function ring(seconds: number, modes: readonly Mode[]): Float32Array {
  const out = silence(seconds)
  for (const [hertz, amplitude, fall] of modes) {
    if (hertz > 0.48 * SAMPLE_RATE) continue
    const w = (2 * Math.PI * hertz) / SAMPLE_RATE
    const r = Math.exp(-1 / (fall * SAMPLE_RATE))
    const [turn, shrink] = [2 * r * Math.cos(w), r * r]
    let [y, before] = [0, (-amplitude * Math.sin(w)) / r]
    for (let i = 0; i < out.length; i++) {
      out[i] = out[i]! + y
      const next = turn * y - shrink * before
      before = y
      y = next
    }
  }
  return out
}
