import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Concept } from '../../../engine/types.ts'
import { addressOf } from '../use-address.ts'

/** Leads to a concept's page. */
export function ConceptLink({
  concept,
  className,
  children,
}: {
  readonly concept: Concept
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    <Link
      from="/concepts"
      to="/concepts"
      search={(old) => ({ ...old, ...addressOf(concept) })}
      className={className}
    >
      {children}
    </Link>
  )
}
