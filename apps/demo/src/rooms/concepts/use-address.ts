import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Concept } from '../../engine/types.ts'
import type { ConceptsSearch } from './search.ts'

export interface Address {
  readonly search: ConceptsSearch
  /** Changes what is shown in place; the browser's back button skips it. */
  change(patch: ConceptsSearch): void
  /** Opens a concept's page, or with null goes back to all of them. */
  open(concept: Concept | null): void
}

/** The room's state, which is its address. */
export function useAddress(): Address {
  const search = useSearch({ from: '/concepts' })
  const navigate = useNavigate({ from: '/concepts' })
  const change = useCallback(
    (patch: ConceptsSearch) =>
      void navigate({ search: (old) => ({ ...old, ...patch }), replace: true, resetScroll: false }),
    [navigate],
  )
  const open = useCallback(
    (concept: Concept | null) =>
      void navigate({ search: (old) => ({ ...old, ...addressOf(concept) }) }),
    [navigate],
  )
  return { search, change, open }
}

/** A concept as the part of the address that opens it. */
export function addressOf(concept: Concept | null): Pick<ConceptsSearch, 'latent' | 'group'> {
  return {
    latent: concept?.kind === 'latent' ? concept.index : undefined,
    group: concept?.kind === 'group' ? concept.index : undefined,
  }
}
