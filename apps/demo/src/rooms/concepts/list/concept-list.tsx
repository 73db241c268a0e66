import { useEffect, useRef } from 'react'
import type { Concept } from '../../../engine/types.ts'
import { Button } from '../../../ui/controls/index.ts'
import { EmptyState } from '../../../ui/display/index.ts'
import { Table } from '../../../ui/table/index.ts'
import { useDescribed } from '../described.ts'
import { useAddress } from '../use-address.ts'
import { PickBar } from './pick-bar.tsx'
import { useColumns } from './use-columns.tsx'
import { usePickColumn, usePicking } from './use-picking.tsx'
import { readSorting, useWanted, writeSorting } from './use-wanted.ts'

/** All latents or all groups, as the address wants them. */
export function ConceptList({
  kind,
  last,
}: {
  readonly kind: Concept['kind']
  /** The concept whose page was open before. */
  readonly last: Concept | null
}) {
  const concepts = useDescribed(kind)
  const rows = useWanted(concepts)
  const { search, change, open } = useAddress()
  const picking = usePicking()
  const pickColumn = usePickColumn(picking)
  const isLatent = kind === 'latent'
  const columns = useColumns(concepts, isLatent ? pickColumn : null)
  const holder = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (!last) return
    // Whoever comes back from a concept goes on where it was opened, once the rows are drawn.
    const frame = requestAnimationFrame(() =>
      holder.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus(),
    )
    return () => cancelAnimationFrame(frame)
  }, [])

  return (
    <div ref={holder} className="flex min-w-0 flex-col gap-3">
      {isLatent && picking.picked.length > 0 && <PickBar {...picking} />}
      <div className="-mt-3 flex min-h-9 items-center justify-between gap-4 text-sm text-soft">
        <p role="status">
          {rows.length === concepts.names.length
            ? `${rows.length} ${kind}s`
            : `${rows.length} of ${concepts.names.length} ${kind}s`}
        </p>
        {isLatent && rows.length > 0 && rows.length < concepts.names.length && (
          <Button look="quiet" onClick={() => picking.pick(rows)}>
            Pick all {rows.length}
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState icon="search" title={`No ${kind} is like that`}>
          <Button look="quiet" onClick={() => change({ find: undefined, only: undefined })}>
            Show all
          </Button>
        </EmptyState>
      ) : (
        <Table
          label={isLatent ? 'Latents' : 'Groups'}
          columns={columns}
          rows={rows}
          sorting={readSorting(search.sort)}
          onSort={(sorting) => change({ sort: writeSorting(sorting) })}
          selected={last?.kind === kind ? last.index : null}
          onOpen={(index) => open({ kind, index })}
          {...(isLatent && { onPick: picking.toggle })}
          rowName={(i) => `${concepts.names[i]}, ${kind} ${i}`}
          className="h-[max(24rem,calc(100vh-22rem))]"
        />
      )}
    </div>
  )
}
