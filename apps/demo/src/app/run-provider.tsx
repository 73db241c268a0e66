import { useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Progress } from '../engine/api.ts'
import { theEngine } from '../engine/the-engine.ts'
import type { ConceptTable, LatentTable, RunSummary } from '../engine/types.ts'
import { DemoError } from '../errors.ts'
import { edited, isEdited, keepEdits, readEdits, type Edits } from './edits.ts'
import { rememberRun } from './other-runs.ts'
import { sourceOf } from './run-address.ts'
import { RunContext, type OpenRun } from './run-context.ts'

interface Tables {
  readonly latents: LatentTable
  readonly groups: ConceptTable
}

interface Opened extends Tables {
  readonly summary: RunSummary
  readonly edits: Edits
}

/** Opens the run of the address for the rooms below; until then, `waiting` or `failed` is shown. */
export function RunProvider({
  run,
  children,
  waiting,
  failed,
}: {
  readonly run: string
  readonly children: ReactNode
  readonly waiting: (progress: Progress | undefined) => ReactNode
  readonly failed: (error: Error) => ReactNode
}) {
  const [opened, setOpened] = useState<Opened>()
  const [progress, setProgress] = useState<Progress>()
  const [error, setError] = useState<Error>()

  useEffect(() => {
    let current = true
    setError(undefined)
    openRun(run, (now) => current && setProgress(now)).then(
      (found) => current && setOpened(found),
      (reason: Error) => current && setError(reason),
    )
    return () => void (current = false)
  }, [run])

  const value = useMemo(() => opened && describe(opened, setOpened), [opened])
  if (error) return failed(error)
  if (!value || value.summary.id !== run) return waiting(progress)
  return <RunContext value={value}>{children}</RunContext>
}

async function openRun(run: string, onProgress: (progress: Progress) => void): Promise<Opened> {
  const source = sourceOf(run)
  const engine = theEngine()
  // Files stay open as long as the page; opening answers at once.
  const summary = await (source
    ? engine.open({ source }, { onProgress })
    : engine.summary({ run }).catch(() => {
        throw new DemoError('files are not kept when the page is loaded anew; open them again')
      }))
  if (source?.kind === 'served') rememberRun(summary)
  const edits = readEdits(summary)
  return { summary, edits, ...(await tablesOf(summary, edits)) }
}

async function tablesOf(summary: RunSummary, edits: Edits): Promise<Tables> {
  const engine = theEngine()
  const run = summary.id
  if (isEdited(edits)) {
    await engine.setPartition({ run, partition: edited(summary.partition, edits) })
  }
  const [latents, groups] = await Promise.all([engine.latents({ run }), engine.groups({ run })])
  return { latents, groups }
}

function describe(opened: Opened, setOpened: (opened: Opened) => void): OpenRun {
  const { summary, edits, latents, groups } = opened
  const partition = edited(summary.partition, edits)
  return {
    summary,
    latents,
    groups,
    partition,
    edits,
    async setEdits(next) {
      keepEdits(summary, next)
      const engine = theEngine()
      await engine.setPartition({ run: summary.id, partition: edited(summary.partition, next) })
      setOpened({ summary, edits: next, ...(await tablesOf(summary, next)) })
    },
    latentName(latent) {
      const named = edits.latents[latent]
      const top = latents.topClass[latent]!
      return named ?? (top >= 0 ? summary.samples.classes[top]! : `latent ${latent}`)
    },
    groupName(group) {
      const name = partition.names[group] ?? `group ${group}`
      const top = groups.topClass[group] ?? -1
      // A number says nothing: its clearest class stands before it.
      return /^group \d+$/.test(name) && top >= 0
        ? `${summary.samples.classes[top]!} · ${name}`
        : name
    },
  }
}
