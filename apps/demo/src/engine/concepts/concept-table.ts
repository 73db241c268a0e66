import type { Activations } from '../codes/activations.ts'
import type { ConceptTable } from '../types.ts'

/**
 * Columns over concepts, from the activations of each modality. A class's share is of the sum over
 * modalities of mean activations, as the modality scores are.
 */
export function conceptTable(
  parts: Readonly<Record<string, Activations>>,
  labels: Int32Array,
  classes: number,
  size: Uint32Array,
): ConceptTable {
  const count = size.length
  const names = Object.keys(parts)
  const columns = () =>
    Object.fromEntries(names.map((name) => [name, new Float32Array(count)])) as Record<
      string,
      Float32Array
    >
  const [density, mean, max, score] = [columns(), columns(), columns(), columns()]
  const dead = new Uint8Array(count).fill(1)
  const topClass = new Int32Array(count).fill(-1)
  const topShare = new Float32Array(count)
  const byClass = new Float64Array(classes)
  for (let i = 0; i < count; i++) {
    let all = 0
    byClass.fill(0)
    for (const name of names) {
      const { byConcept, codes } = parts[name]!
      const [from, to] = [byConcept.offsets[i]!, byConcept.offsets[i + 1]!]
      let sum = 0
      let most = 0
      for (let e = from; e < to; e++) {
        const value = byConcept.values[e]!
        sum += value
        if (value > most) most = value
        const label = labels[byConcept.samples[e]!] ?? -1
        if (label >= 0) byClass[label]! += value / codes.rows
      }
      density[name]![i] = (to - from) / codes.rows
      mean[name]![i] = to > from ? sum / (to - from) : 0
      max[name]![i] = most
      score[name]![i] = sum / codes.rows
      all += sum / codes.rows
    }
    if (all > 0) dead[i] = 0
    for (const name of names) score[name]![i]! /= all
    for (let c = 0; c < classes; c++) {
      if (byClass[c]! / all <= topShare[i]! || all === 0) continue
      topClass[i] = c
      topShare[i] = byClass[c]! / all
    }
  }
  return { density, mean, max, score, dead, topClass, topShare, size }
}
