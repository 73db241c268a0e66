import { useSyncExternalStore } from 'react'
import { rememberRun } from '../../../app/other-runs.ts'
import { theEngine } from '../../../engine/the-engine.ts'
import type { TrainReport } from '../../../engine/train/report.ts'
import type { RunSummary } from '../../../engine/types.ts'
import { longer } from './curve.ts'
import { isOpen, type Training, type TrainingPlan } from './training.ts'

/** Trainings of this page: they go on while one looks around in other rooms. */
let trainings: readonly Training[] = []
let count = 0
let stop: AbortController | undefined
const listeners = new Set<() => void>()

export function useTrainings(): readonly Training[] {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => trainings,
  )
}

/** Begins a training, or has it wait for those before it: each takes all cores. */
export function beginTraining(plan: TrainingPlan): void {
  const id = ++count
  const none = { run: null, report: null, look: null, curve: [], summary: null, error: null }
  trainings = [...trainings, { ...plan, ...none, id, state: 'waiting' }]
  next()
}

/** Stops after the step at hand; one that waits is taken away. */
export function stopTraining(id: number): void {
  const training = found(id)
  if (training?.state === 'training') stop?.abort()
  else if (training?.state === 'waiting') forgetTraining(id)
}

/** Goes on from where it was stopped. */
export function resumeTraining(id: number): void {
  update(id, { state: 'waiting', error: null })
  next()
}

/** Takes it off the list; its run stays open. */
export function forgetTraining(id: number): void {
  trainings = trainings.filter((training) => training.id !== id)
  tell()
}

/** Puts an unfinished run that was opened from disk on the list, to be gone on with. */
export function adoptRun(summary: RunSummary): void {
  if (trainings.some(({ run }) => run === summary.id)) return
  const { id: run, title, recipe, seed, history } = summary
  const curve = history.map(({ epoch, reconstruction, l0, dead }) => ({
    epoch,
    loss: reconstruction,
    l0,
    dead,
    fve: null,
  }))
  const from = { title, on: run, recipe, choices: 'begun elsewhere', seed }
  const state = { report: null, look: null, curve, summary, error: null }
  trainings = [...trainings, { ...from, ...state, id: ++count, state: 'stopped', run }]
  tell()
}

/** A name that no training has: that of the preset, numbered. */
export function freeTitle(name: string): string {
  let number = 1
  while (trainings.some(({ title }) => title === `${name} ${number}`)) number++
  return `${name} ${number}`
}

function next(): void {
  tell()
  if (trainings.some(({ state }) => state === 'training')) return
  const waiting = trainings.find(({ state }) => state === 'waiting')
  if (waiting) void work(waiting)
}

async function work({ id, run, on, recipe, seed, title }: Training): Promise<void> {
  const engine = theEngine()
  const controller = (stop = new AbortController())
  const { signal } = controller
  const options = { signal, onProgress: (report: TrainReport) => heard(id, report) }
  update(id, { state: 'training' })
  try {
    const summary = await (run === null
      ? engine.train({ on, recipe, seed, name: title }, options)
      : engine.resume({ run }, options))
    ended(id, summary)
  } catch (error) {
    const begun = found(id)?.run ?? null
    if (!signal.aborted) update(id, { state: 'failed', error: error as Error })
    else if (begun === null) forgetTraining(id)
    // The engine has it open as soon as the step at hand is done.
    else await reopen(id, begun)
  }
  next()
}

async function reopen(id: number, run: string): Promise<void> {
  try {
    ended(id, await theEngine().open({ source: { kind: 'trained', id: run } }))
  } catch (error) {
    update(id, { state: 'failed', error: error as Error })
  }
}

function ended(id: number, summary: RunSummary): void {
  rememberRun(summary)
  update(id, { state: summary.finished ? 'done' : 'stopped', summary, run: summary.id })
}

function heard(id: number, report: TrainReport): void {
  const training = found(id)
  if (!training || !isOpen(training)) return
  update(id, {
    run: report.run,
    report,
    look: report.look ?? training.look,
    curve: longer(training.curve, report),
  })
}

const found = (id: number) => trainings.find((training) => training.id === id)

function update(id: number, change: Partial<Training>): void {
  trainings = trainings.map((training) =>
    training.id === id ? { ...training, ...change } : training,
  )
  tell()
}

const tell = () => listeners.forEach((listener) => listener())
