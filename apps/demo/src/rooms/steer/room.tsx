import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useRun } from '../../app/run-context.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { RoomDrop, useAsked, type AskedSearch } from '../../query/index.ts'
import { Button } from '../../ui/controls/index.ts'
import { EmptyState, ErrorNote, Page } from '../../ui/display/index.ts'
import { ClassScores } from './class-scores.tsx'
import { ConceptsPanel, STARTING } from './concepts-panel.tsx'
import { CopyPanel } from './copy-panel.tsx'
import { DriftTable } from './drift-table.tsx'
import { inOrder, startingEdits } from './edit-list.ts'
import { Neighbours, NEIGHBOURS } from './neighbours.tsx'
import { Outcome } from './outcome.tsx'
import type { SteerSearch } from './search.ts'
import { splitEdits } from './split-edits.ts'
import { StartingPoint } from './starting-point.tsx'
import { useEdits } from './use-edits.ts'
import { useLiveSteering } from './use-live-steering.ts'
import { useUndoKeys } from './use-undo-keys.ts'

export function SteerRoom() {
  const run = useRun()
  const search = useSearch({ from: '/steer' })
  const navigate = useNavigate({ from: '/steer' })
  const { summary } = run
  const asked = useAsked(search, undefined)
  const { query } = asked

  const change = (changes: AskedSearch) =>
    void navigate({ search: (old) => ({ ...old, ...changes }), resetScroll: false })
  const tune = useCallback(
    (changes: SteerSearch) =>
      void navigate({
        search: (old) => ({ ...old, ...changes }),
        resetScroll: false,
        replace: true,
      }),
    [navigate],
  )

  const before = useAnswer(
    (engine) => query && engine.steer({ run: summary.id, query, edits: [], count: NEIGHBOURS }),
    [summary.id, query],
  )
  const failed = asked.error ?? before.error
  const starting = useMemo(
    () =>
      before.data ? startingEdits(before.data.before.groups, STARTING) : failed ? [] : undefined,
    [before.data, failed === undefined],
  )
  const editing = useEdits(search.edits, starting)
  useUndoKeys(editing)
  const { known, problem } = splitEdits(editing.edits ?? [], run)
  const edits = inOrder(known)
  const isChanged = edits.length > 0
  const controls = search.controls === true
  const seed = search.seed ?? 0
  const steering = useLiveSteering(
    query && { run: summary.id, query, edits, count: NEIGHBOURS, controls, seed },
  )
  const error = steering.error ?? before.error
  const onControls = useCallback((shown: boolean) => tune({ controls: shown || undefined }), [tune])
  const onOther = useCallback(() => tune({ seed: seed + 1 }), [tune, seed])

  if (summary.samples.count === 0) {
    return (
      <Page title="Steer" about={about}>
        <EmptyState icon="folder" title="This run came without its samples">
          Open it again together with its embeddings to steer one of them.
        </EmptyState>
      </Page>
    )
  }
  return (
    <RoomDrop onChange={change}>
      <Page
        title="Steer"
        about={about}
        actions={
          <>
            <Button icon="undo" disabled={!editing.undo} onClick={() => editing.undo?.()}>
              Undo
            </Button>
            <Button icon="redo" disabled={!editing.redo} onClick={() => editing.redo?.()}>
              Redo
            </Button>
          </>
        }
      >
        <div className="grid items-start gap-6 lg:grid-cols-[22rem_minmax(0,1fr)]">
          <div className="flex min-w-0 flex-col gap-6 lg:sticky lg:top-20">
            <StartingPoint search={search} asked={asked} onChange={change} />
            <ConceptsPanel editing={editing} />
          </div>
          <div className="flex min-w-0 flex-col gap-6">
            {problem && <ErrorNote error={problem} />}
            {error && <ErrorNote error={error} />}
            {/* Without an answer, nothing is on its way: neither skeletons nor words of it. */}
            {(steering.data || !(error ?? failed)) && (
              <>
                <Outcome
                  steering={steering.data}
                  isChanged={isChanged}
                  isMoving={editing.isMoving || steering.waiting}
                />
                <Neighbours steering={steering.data} before={before.data} />
                {summary.samples.classes.length > 0 && (
                  <>
                    <ClassScores steering={steering.data} isChanged={isChanged} />
                    <DriftTable
                      steering={steering.data}
                      controls={controls}
                      onControls={onControls}
                      onOther={onOther}
                    />
                  </>
                )}
                <CopyPanel
                  thing={asked.thing}
                  edits={edits}
                  steering={steering.data}
                  form={search.copy ?? 'typescript'}
                  onForm={(copy) => tune({ copy })}
                />
              </>
            )}
          </div>
        </div>
      </Page>
    </RoomDrop>
  )
}

const about =
  'Turn concepts of a thing up and down, and watch its picture, sound and words follow: they share one code.'
