import { MODALITIES } from './planted-world.ts'

/** Two modalities, by index, the lower first. */
export type Pair = readonly [number, number]

/** Which pairs of modalities are ever seen together. */
export const DESIGNS = {
  /** Every pair of the four. */
  pairs: MODALITIES.flatMap((_, a) => MODALITIES.slice(a + 1).map((__, i): Pair => [a, a + 1 + i])),
  /** Picture with text, sound with text, motion with sound: the other three are never together. */
  chain: [
    [0, 2],
    [1, 2],
    [1, 3],
  ],
} as const satisfies Readonly<Record<string, readonly Pair[]>>

export type Design = keyof typeof DESIGNS

/** Whether modalities a and b are seen together. */
export function together(pairs: readonly Pair[], a: number, b: number): boolean {
  return pairs.some(([x, y]) => (x === a && y === b) || (x === b && y === a))
}

/**
 * The shortest way from modality a to b over pairs that are seen together, both ends included.
 * Every design connects all.
 */
export function route(pairs: readonly Pair[], a: number, b: number): readonly number[] {
  let ways: number[][] = [[a]]
  for (;;) {
    const found = ways.find((way) => way.at(-1) === b)
    if (found) return found
    ways = ways.flatMap((way) =>
      MODALITIES.flatMap((_, next) =>
        !way.includes(next) && together(pairs, way.at(-1)!, next) ? [[...way, next]] : [],
      ),
    )
  }
}
