import { useCallback, useMemo } from 'react'
import { useRun } from '../../../app/run-context.ts'
import type { Column } from '../../../ui/table/index.ts'
import { readPicked, writePicked } from '../picked.ts'
import { useAddress } from '../use-address.ts'

export interface Picking {
  readonly picked: readonly number[]
  pick(latents: readonly number[]): void
  toggle(latent: number): void
}

/** Latents that are picked to do something with all of them. */
export function usePicking(): Picking {
  const { summary } = useRun()
  const { search, change } = useAddress()
  const picked = useMemo(
    () => readPicked(search.picked, summary.latents),
    [search.picked, summary.latents],
  )
  const pick = useCallback(
    (latents: readonly number[]) => change({ picked: writePicked(latents) }),
    [change],
  )
  return {
    picked,
    pick,
    toggle: (latent) =>
      pick(picked.includes(latent) ? picked.filter((i) => i !== latent) : [...picked, latent]),
  }
}

/** A column of boxes that pick latents. */
export function usePickColumn({ picked, toggle }: Picking): Column {
  return useMemo(() => {
    const of = new Set(picked)
    return {
      key: 'picked',
      title: '',
      width: '1.25rem',
      cell: (i) => (
        // Rows take the space bar, so that Tab does not stop at every box.
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Pick latent ${i}`}
          checked={of.has(i)}
          onChange={() => toggle(i)}
          onClick={(event) => event.stopPropagation()}
          className="block size-4 cursor-pointer accent-accent"
        />
      ),
    }
  }, [picked])
}
