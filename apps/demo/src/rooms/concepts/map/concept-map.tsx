import { useMemo, useState } from 'react'
import { useRun } from '../../../app/run-context.ts'
import { useAnswer } from '../../../app/use-answer.ts'
import type { Progress } from '../../../engine/api.ts'
import { Scatter } from '../../../ui/charts/scatter.tsx'
import { Choice, Select } from '../../../ui/controls/index.ts'
import {
  EmptyState,
  ErrorNote,
  modalityColour,
  ProgressBar,
  Skeleton,
} from '../../../ui/display/index.ts'
import { useDescribed } from '../described.ts'
import { usePicking } from '../list/use-picking.tsx'
import { useWanted } from '../list/use-wanted.ts'
import { useAddress } from '../use-address.ts'
import { RampLegend } from './legend.tsx'
import { MapPanel } from './map-panel.tsx'
import { byDensity, byGroup, byScore } from './point-colours.ts'

/** The dictionary laid out so that latents that mean alike lie together, and what is picked of it. */
export function ConceptMap() {
  const { summary, latents, latentName, groupName } = useRun()
  const { search, change } = useAddress()
  const { picked, pick } = usePicking()
  // Stays while the pointer is between points, so that the panel does not flicker.
  const [seen, setSeen] = useState<number | null>(null)
  const [lasso, setLasso] = useState<'move' | 'lasso'>('move')
  const [progress, setProgress] = useState<Progress>()
  const concepts = useDescribed('latent')
  const wanted = useWanted(concepts)
  const { data: positions, error } = useAnswer(
    (engine, signal) => engine.layout({ run: summary.id }, { signal, onProgress: setProgress }),
    [summary.id],
  )

  const modality = summary.modalities.find(({ name }) => name === search.colour)
  const by = modality?.name ?? (search.colour === 'density' ? 'density' : 'group')
  const colours = useMemo(() => {
    if (modality) return byScore(latents.score[modality.name]!, modality.kind)
    return by === 'density' ? byDensity(concepts.density) : byGroup(latents.group)
  }, [by, latents, concepts])
  // Null where all are shown, which costs nothing to draw.
  const shown = wanted.length === latents.group.length ? null : wanted

  return (
    <div className="grid min-w-0 gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-3">
        <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-3">
          <div className="w-44">
            <Select
              label="Colour"
              hideLabel
              value={by}
              options={[
                { value: 'group', name: 'coloured by group' },
                ...summary.modalities.map(({ name }) => ({
                  value: name,
                  name: `by ${name} score`,
                })),
                { value: 'density', name: 'by how often it fires' },
              ]}
              onChange={(colour) => change({ colour: colour === 'group' ? undefined : colour })}
            />
          </div>
          <Choice
            label="Dragging"
            value={lasso}
            options={[
              { value: 'move', name: 'Move' },
              { value: 'lasso', name: 'Lasso' },
            ]}
            onChange={setLasso}
          />
          {modality && (
            <RampLegend
              colour={modalityColour(modality.kind)}
              from="never"
              to={`only ${modality.name}`}
            />
          )}
          {by === 'density' && (
            <RampLegend colour="var(--color-accent)" from="rare" to="frequent" />
          )}
        </div>
        <div
          className="aspect-square lg:aspect-auto lg:h-[max(22rem,calc(100vh-23rem))]"
          onPointerLeave={() => setSeen(null)}
        >
          {error ? (
            <ErrorNote error={error} />
          ) : positions && wanted.length > 0 ? (
            <Scatter
              label={`Map of ${wanted.length} latents`}
              positions={positions}
              colours={colours}
              name={(i) => `${latentName(i)} #${i} · ${groupName(latents.group[i]!)}`}
              selected={picked.length === 1 ? picked[0]! : null}
              onSelect={(point) => pick(point === null ? [] : [point])}
              onLasso={(points) => {
                // Where the lasso closed, the pointer rests on a point perhaps.
                setSeen(null)
                pick(points)
              }}
              lasso={lasso === 'lasso'}
              onHover={(point) => point !== null && setSeen(point)}
              shown={shown}
              {...(picked.length > 1 && { marked: picked })}
            />
          ) : positions ? (
            <EmptyState icon="search" title="No latent is like that" />
          ) : progress ? (
            <ProgressBar what={progress.what} share={progress.done / progress.total} />
          ) : (
            <Skeleton className="size-full" />
          )}
        </div>
        <p className="text-xs text-faint">
          Latents that point the same way lie close together. Choose one, or take the lasso (Shift
          and drag) and draw around several; the wheel zooms.
        </p>
      </div>
      <MapPanel hovered={seen} picked={picked} onPick={pick} />
    </div>
  )
}
