import type { OpenRun } from '../../app/run-context.ts'
import type { Edit } from '../../engine/types.ts'
import { DemoError } from '../../errors.ts'
import { isInRun } from './edit-list.ts'

/** The edits that the run can make, and what is wrong with the others, such as those of another run. */
export function splitEdits(
  edits: readonly Edit[],
  run: OpenRun,
): { readonly known: readonly Edit[]; readonly problem: Error | undefined } {
  const unknown = edits.find(({ target }) => !isInRun(target, run))
  if (!unknown) return { known: edits, problem: undefined }
  const { kind, index } = unknown.target
  return {
    known: edits.filter(({ target }) => isInRun(target, run)),
    problem: new DemoError(
      `${run.summary.title} has no ${kind} ${index}; the edits may be of another run: reset them`,
    ),
  }
}
