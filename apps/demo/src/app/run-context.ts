import { createContext, use } from 'react'
import type { LatentTable, ConceptTable, Partition, RunSummary } from '../engine/types.ts'
import type { Edits } from './edits.ts'

/** The open run with its tables, as the visitor has named and grouped it. */
export interface OpenRun {
  readonly summary: RunSummary
  readonly latents: LatentTable
  readonly groups: ConceptTable
  readonly partition: Partition
  readonly edits: Edits
  /** Keeps other names and groups; tables follow. */
  setEdits(edits: Edits): Promise<void>
  /** A latent in words: the visitor's name for it, its clearest class, or its number. */
  latentName(latent: number): string
  groupName(group: number): string
}

export const RunContext = createContext<OpenRun | null>(null)

/** The open run; rooms are only shown once there is one. */
export function useRun(): OpenRun {
  const run = use(RunContext)
  if (!run) throw new Error('useRun needs a RunProvider above it')
  return run
}
