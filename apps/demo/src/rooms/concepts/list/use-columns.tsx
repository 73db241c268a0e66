import { useMemo } from 'react'
import { useRun } from '../../../app/run-context.ts'
import { GroupSwatch } from '../../../ui/display/index.ts'
import type { Column } from '../../../ui/table/index.ts'
import type { Described } from '../described.ts'
import { percent } from '../percent.ts'
import { Score } from './score.tsx'
import { Strongest } from './strongest.tsx'

/** What the list tells of each concept. */
export function useColumns(concepts: Described, pick: Column | null): Column[] {
  const { summary, partition } = useRun()
  return useMemo(() => {
    const { kind, names, groups, table, density, main, modalities } = concepts
    const isLatent = kind === 'latent'
    const { classes } = summary.samples
    const columns: (Column | false | null)[] = [
      pick,
      {
        key: 'name',
        title: isLatent ? 'Latent' : 'Group',
        width: 'minmax(9rem,2fr)',
        sortable: true,
        cell: (i) => (
          <span className="flex items-center gap-2">
            <GroupSwatch group={isLatent ? partition.of[i]! : i} />
            <span className="truncate font-medium">{names[i]}</span>
            <span className="text-xs text-faint">#{i}</span>
          </span>
        ),
      },
      isLatent && {
        key: 'group',
        title: 'Group',
        about: 'The group that the latent belongs to',
        width: 'minmax(7rem,1.2fr)',
        wide: true,
        sortable: true,
        cell: (i) => <span className="text-soft">{groups![i]}</span>,
      },
      {
        key: 'strongest',
        title: 'Lit most by',
        about: 'The samples in which it is strongest',
        width: '10rem',
        wide: true,
        cell: (i) => (
          <Strongest
            concept={{ kind, index: i }}
            modality={modalities[main[i]!] ?? null}
            count={4}
          />
        ),
      },
      ...summary.modalities.map(({ name, kind: look }): Column => ({
        key: `score ${name}`,
        title: name,
        about: `Share of its activation that is in ${name}`,
        width: '5rem',
        wide: true,
        numeric: true,
        sortable: true,
        cell: (i) => <Score score={table.score[name]![i]!} kind={look} />,
      })),
      {
        key: 'density',
        title: 'Fires in',
        about: 'Share of the samples in which it is active, the mean over modalities',
        width: '5rem',
        numeric: true,
        sortable: true,
        cell: (i) => percent(density[i]!),
      },
      classes.length > 0 && {
        key: 'share',
        title: 'Clearest class',
        about: 'The class with most of its activation, and the share of it',
        width: 'minmax(8rem,1fr)',
        wide: true,
        sortable: true,
        cell: (i) =>
          table.topClass[i]! >= 0 && (
            <span className="flex justify-between gap-2">
              <span className="truncate text-soft">{classes[table.topClass[i]!]}</span>
              <span>{percent(table.topShare[i]!)}</span>
            </span>
          ),
      },
      !isLatent && {
        key: 'size',
        title: 'Latents',
        width: '5rem',
        wide: true,
        numeric: true,
        sortable: true,
        cell: (i) => table.size[i],
      },
    ]
    return columns.filter((column) => column !== false && column !== null)
  }, [concepts, pick, summary, partition])
}
