import type { Random } from '@cmgsae/tensor'
import type { Concepts } from './concepts.ts'

/** Share of a scene's further concepts that come from the main concept's own or related groups. */
const relatedShare = 0.6
/** Spread of log coefficients, and the median strength of what is not the main concept. */
const spread = 0.25
const besides = 0.4

/**
 * Makes a function that fills one row of coefficients (length K, zeroed by the caller) and returns
 * the main concept: one class by its Zipf weight, at a median strength of 1, then Poisson(active−1)
 * others without repetition at 0.4. Strengths are lognormal.
 */
export function createScenes(
  { concepts, related, classes }: Concepts,
  zipf: number,
  active: number,
  random: Random,
): (coefficients: Float32Array) => number {
  const weights = Float64Array.from(concepts, ({ rank }) => rank ** -zipf)
  const lognormal = () => Math.exp(spread * random.normal())
  const isClass = (k: number) => k < classes

  const pick = (allowed: (k: number) => boolean): number => {
    let total = 0
    weights.forEach((weight, k) => (total += allowed(k) ? weight : 0))
    let left = random.uniform() * total
    let last = -1
    for (let k = 0; k < weights.length; k++) {
      if (!allowed(k)) continue
      last = k
      left -= weights[k]!
      if (left < 0) break
    }
    return last
  }

  return (coefficients) => {
    const main = pick(isClass)
    coefficients[main] = lognormal()
    const near = related[concepts[main]!.group]!
    for (let others = poisson(active - 1, random); others > 0; others--) {
      const stayNear = random.uniform() < relatedShare
      const k = pick(
        (c) => coefficients[c] === 0 && (!stayNear || near.includes(concepts[c]!.group)),
      )
      // −1: the scene already holds every concept it may draw from.
      if (k >= 0) coefficients[k] = besides * lognormal()
    }
    return main
  }
}

/** Knuth's product of uniforms; fine for the small means of a scene. */
function poisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++
  return count
}
