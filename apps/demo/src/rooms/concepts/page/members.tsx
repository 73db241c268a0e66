import { useRun } from '../../../app/run-context.ts'
import { Card } from '../../../ui/display/index.ts'
import { useDescribed } from '../described.ts'
import { percent } from '../percent.ts'
import { ConceptRow } from './concept-row.tsx'

/** Rows that are drawn: a run without groups has all its latents in one. */
const MOST = 60

/** The latents of a group, those that fire most first. */
export function Members({ group, title }: { readonly group: number; readonly title: string }) {
  const { partition } = useRun()
  const concepts = useDescribed('latent')
  const members = [...partition.of.keys()]
    .filter((i) => partition.of[i] === group)
    .sort((a, b) => concepts.density[b]! - concepts.density[a]! || a - b)
  return (
    <Card title={title} aside={<span className="text-xs text-soft">fires in</span>}>
      {members.length === 0 ? (
        <p className="text-sm text-faint">All its latents are in other groups.</p>
      ) : (
        <ul tabIndex={0} aria-label={title} className="-mx-2 max-h-88 overflow-y-auto">
          {members.slice(0, MOST).map((i) => (
            <li key={i}>
              <ConceptRow concepts={concepts} index={i} value={percent(concepts.density[i]!)} />
            </li>
          ))}
          {members.length > MOST && (
            <li className="px-2 py-3 text-xs text-faint">
              and {members.length - MOST} more, in the list of latents
            </li>
          )}
        </ul>
      )}
    </Card>
  )
}
