import type { Described } from '../described.ts'
import { percent } from '../percent.ts'

/** Where the activation is, from this share on, is where the concept lives. */
const HOME = 0.8

/** A concept in a plain sentence or two. */
export function inWords(concepts: Described, index: number, classes: readonly string[]): string {
  const { kind, table, modalities, main, density } = concepts
  if (table.dead[index]) {
    return `This ${kind} fires in none of the samples: training has found no use for it.`
  }
  const own = modalities[main[index]!]!
  const others = modalities.filter((name) => name !== own && table.score[name]![index]! >= 0.1)
  const where =
    table.score[own]![index]! >= HOME || others.length === 0
      ? `It belongs to ${own}: ${percent(table.score[own]![index]!)} of its activation is there.`
      : `Modalities share it: ${[own, ...others].map((name) => `${name} ${percent(table.score[name]![index]!)}`).join(', ')} of its activation.`
  const top = table.topClass[index]!
  const about = top >= 0 ? `, most of all ${classes[top]} (${percent(table.topShare[index]!)})` : ''
  return `It fires in ${percent(density[index]!)} of the samples${about}. ${where}`
}
