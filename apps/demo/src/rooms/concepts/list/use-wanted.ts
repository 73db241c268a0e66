import { useDeferredValue, useMemo } from 'react'
import type { Sorting } from '../../../ui/table/index.ts'
import type { Described } from '../described.ts'
import { useAddress } from '../use-address.ts'
import { orderConcepts } from './order-concepts.ts'

export function readSorting(sort = '-density'): Sorting {
  return { key: sort.replace(/^-/, ''), descending: sort.startsWith('-') }
}

export const writeSorting = ({ key, descending }: Sorting): string =>
  `${descending ? '-' : ''}${key}`

/** The concepts that the address asks for, in its order. */
export function useWanted(concepts: Described): readonly number[] {
  const { search } = useAddress()
  const { only } = search
  // Thousands of names and rows: what was pressed or typed shows first.
  const sort = useDeferredValue(search.sort)
  const find = useDeferredValue(search.find ?? '')
  return useMemo(
    () => orderConcepts(concepts, { find, only, sorting: readSorting(sort) }),
    [concepts, find, only, sort],
  )
}
