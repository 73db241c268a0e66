import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Score } from './evaluate/index.ts'
import type { Plan } from './train/index.ts'

/** What a model's folder says of its making, in figures.json; the card is written from it. */
export interface Figures {
  readonly training: Plan & {
    /** Seed of the world it learnt from. */
    readonly worldSeed: number
    readonly pairs: number
    readonly minutes: number
    readonly parameters: number
  }
  readonly heldOut: readonly Score[]
}

export const FIGURES = 'figures.json'

export async function readFigures(folder: string): Promise<Figures> {
  return JSON.parse(await readFile(join(folder, FIGURES), 'utf8')) as Figures
}
