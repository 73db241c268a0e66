import type { Kind } from '../../../engine/types.ts'
import type { PointColours } from '../../../ui/charts/index.ts'
import { groupColour, modalityColour } from '../../../ui/display/index.ts'

/** Steps of a ramp: finer than the eye tells apart. */
const STEPS = 24

const GROUP_HUES = 10

/** Points by their group; groups ten apart share a hue. */
export function byGroup(of: Uint32Array): PointColours {
  return {
    category: of.map((g) => g % GROUP_HUES),
    palette: Array.from({ length: GROUP_HUES }, (_, g) => groupColour(g)),
  }
}

/** Points by a modality's share of their activation; what never fires is at the pale end. */
export function byScore(score: Float32Array, kind: Kind): PointColours {
  return {
    value: score.map((share) => (Number.isNaN(share) ? 0 : share)),
    ramp: rampTo(modalityColour(kind)),
  }
}

/** Points by how often they fire, on a scale of square roots, since most are rare. */
export function byDensity(density: Float32Array): PointColours {
  const most = density.reduce((a, b) => Math.max(a, b), 0) || 1
  return {
    value: density.map((share) => Math.sqrt(share / most)),
    ramp: rampTo('var(--color-accent)'),
  }
}

/** What is just seen on the map. */
const PALE = 'color-mix(in oklab, var(--color-edge) 35%, var(--color-sunken))'

/** CSS colours from a pale one to `colour`. */
export function rampTo(colour: string): string[] {
  return Array.from(
    { length: STEPS },
    (_, at) => `color-mix(in oklab, ${colour} ${Math.round(100 * (at / (STEPS - 1)))}%, ${PALE})`,
  )
}
