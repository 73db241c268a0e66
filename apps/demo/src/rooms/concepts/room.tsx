import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useRun } from '../../app/run-context.ts'
import { SearchBox } from '../../ui/controls/index.ts'
import { GroupSwatch, Page } from '../../ui/display/index.ts'
import { Table, type Column } from '../../ui/table/index.ts'

export function ConceptsRoom() {
  const { summary, latents, groupName, latentName } = useRun()
  const { find = '', sort = '-density' } = useSearch({ from: '/concepts' })
  const navigate = useNavigate({ from: '/concepts' })
  const [first] = summary.modalities
  const density = latents.density[first!.name]!
  const key = sort.replace(/^-/, '')
  const descending = sort.startsWith('-')

  const rows = useMemo(() => {
    const words = find.toLowerCase()
    const all = [...density.keys()].filter((i) => latentName(i).toLowerCase().includes(words))
    const by = key === 'density' ? (i: number) => density[i]! : (i: number) => i
    return all.sort((a, b) => (by(a) - by(b)) * (descending ? -1 : 1))
  }, [density, find, key, descending, latentName])

  const columns: Column[] = [
    { key: 'latent', title: '#', cell: (i) => i, width: '4rem', sortable: true, numeric: true },
    { key: 'name', title: 'Concept', cell: latentName, width: 'minmax(8rem,2fr)' },
    {
      key: 'group',
      title: 'Group',
      width: 'minmax(8rem,1fr)',
      wide: true,
      cell: (i) => (
        <span className="flex items-center gap-2">
          <GroupSwatch group={latents.group[i]!} />
          <span className="truncate">{groupName(latents.group[i]!)}</span>
        </span>
      ),
    },
    {
      key: 'density',
      title: 'Density',
      about: `Share of the samples whose ${first!.name} lights it`,
      cell: (i) => `${(100 * density[i]!).toFixed(1)} %`,
      width: '6rem',
      numeric: true,
      sortable: true,
    },
  ]
  return (
    <Page title="Concepts" about={`The ${summary.latents} latents of ${summary.title}.`}>
      <div className="max-w-sm">
        <SearchBox
          label="Find a concept"
          value={find}
          onChange={(value) =>
            void navigate({
              search: (old) => ({ ...old, find: value || undefined }),
              replace: true,
            })
          }
        />
      </div>
      <Table
        label="Concepts"
        columns={columns}
        rows={rows}
        sorting={{ key, descending }}
        onSort={(next) =>
          void navigate({
            search: (old) => ({ ...old, sort: `${next.descending ? '-' : ''}${next.key}` }),
          })
        }
      />
    </Page>
  )
}
