import { useRun } from '../../app/run-context.ts'
import type { Edit, Target } from '../../engine/types.ts'
import { Button, Combobox } from '../../ui/controls/index.ts'
import { Card, Skeleton } from '../../ui/display/index.ts'
import { ConceptSlider } from './concept-slider.tsx'
import { isSame } from './edit-list.ts'
import { findConcepts } from './find-concepts.ts'
import { targetDetail, targetName } from './target-name.ts'
import type { Editing } from './use-edits.ts'

/** Sliders that the room starts with. */
export const STARTING = 4
const SUGGESTED = 30

/** A slider for every concept that is steered, and a search for more. */
export function ConceptsPanel({ editing }: { readonly editing: Editing }) {
  const run = useRun()
  const { edits, slide, change, reset } = editing
  const replace = (at: number, edit: Edit) => edits!.map((old, e) => (e === at ? edit : old))

  function add(target: Target) {
    const existing = edits ?? []
    if (existing.some((edit) => isSame(edit.target, target))) return
    // A concept that is asked for is meant to be there.
    change([{ kind: 'boost', target, amount: 1 }, ...existing])
  }

  return (
    <Card
      title="Concepts"
      aside={
        <Button look="quiet" className="-my-1.5 -mr-3" disabled={!reset} onClick={() => reset?.()}>
          Reset
        </Button>
      }
    >
      <p className="text-xs text-pretty text-faint">
        The strongest groups of this code. One times (1×) is how strong a concept usually is where
        it shows.
      </p>
      <Combobox
        label="Add a concept"
        hideLabel
        placeholder="Add a concept: a word, or #41"
        suggest={(words) =>
          findConcepts(run, words, SUGGESTED).map((target) => ({
            id: `${target.kind} ${target.index}`,
            content: (
              <>
                <span className="min-w-0 flex-1 truncate">{targetName(target, run)}</span>
                <span className="max-w-[55%] truncate text-xs text-faint">
                  {targetDetail(target, run)}
                </span>
              </>
            ),
          }))
        }
        onPick={(id) => {
          const [kind, index] = id.split(' ')
          add({ kind: kind as Target['kind'], index: Number(index) })
        }}
      />
      {!edits &&
        Array.from({ length: STARTING }, (_, at) => <Skeleton key={at} className="h-[3.75rem]" />)}
      {edits && (
        <ul aria-label="Steered concepts" className="flex flex-col gap-2">
          {edits.map((edit, at) => (
            <li key={`${edit.target.kind} ${edit.target.index}`} className="min-w-0">
              <ConceptSlider
                edit={edit}
                onSlide={(next) => slide(replace(at, next))}
                onChange={(next) => change(replace(at, next))}
                onRemove={() => change(edits.filter((_, e) => e !== at))}
              />
            </li>
          ))}
          {edits.length === 0 && (
            <li className="text-sm text-soft">No concept is steered: add one, or reset.</li>
          )}
        </ul>
      )}
    </Card>
  )
}
