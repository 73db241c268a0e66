import { useRun, type OpenRun } from '../../app/run-context.ts'
import type { Concept, ConceptTable } from '../../engine/types.ts'

/** All latents or all groups with what the lists show of them and search in. */
export interface Described {
  readonly kind: Concept['kind']
  readonly modalities: readonly string[]
  readonly table: ConceptTable
  readonly names: readonly string[]
  /** The group of each latent in words; null for groups. */
  readonly groups: readonly string[] | null
  /** What is searched, in lower case. */
  readonly words: readonly string[]
  /** Share of the samples in which it fires, the mean over modalities. */
  readonly density: Float32Array
  /** Modality that most of the activation is in, by number; −1 where it never fires. */
  readonly main: Int8Array
  /** 1 where the visitor named it. */
  readonly named: Uint8Array
}

/** Many parts of a page ask for the same. */
const made = new WeakMap<OpenRun, Partial<Record<Concept['kind'], Described>>>()

export function useDescribed(kind: Concept['kind']): Described {
  const run = useRun()
  const found = made.get(run) ?? {}
  made.set(run, found)
  return (found[kind] ??= describe(run, kind))
}

function describe(run: OpenRun, kind: Concept['kind']): Described {
  const { summary, partition, edits, latentName, groupName } = run
  const table = kind === 'latent' ? run.latents : run.groups
  const count = table.dead.length
  const modalities = summary.modalities.map(({ name }) => name)
  const { classes } = summary.samples
  const all = Array.from({ length: count }, (_, i) => i)
  const names = all.map(kind === 'latent' ? latentName : groupName)
  const groupNames = partition.names.map((_, g) => groupName(g))
  const groups = kind === 'latent' ? all.map((i) => groupNames[partition.of[i]!]!) : null
  const own = kind === 'latent' ? edits.latents : edits.groups
  return {
    kind,
    modalities,
    table,
    names,
    groups,
    words: all.map((i) =>
      [names[i], groups?.[i], classes[table.topClass[i]!], `#${i}`].join(' ').toLowerCase(),
    ),
    density: Float32Array.from(all, (i) =>
      mean(modalities.map((name) => table.density[name]![i]!)),
    ),
    main: Int8Array.from(all, (i) => largest(modalities.map((name) => table.score[name]![i]!))),
    named: Uint8Array.from(all, (i) => Number(own[i] !== undefined)),
  }
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** Where the largest value is; −1 without numbers. */
function largest(values: readonly number[]): number {
  const most = Math.max(...values.map((value) => (value > 0 ? value : 0)))
  return most > 0 ? values.indexOf(most) : -1
}
