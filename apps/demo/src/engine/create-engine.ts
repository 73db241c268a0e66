import { packRun } from '@cmgsae/model'
import { DEFAULT_RUN } from '../app/default-run.ts'
import { sourceOf } from '../app/run-address.ts'
import { DemoError } from '../errors.ts'
import type { Engine, Progress } from './api.ts'
import { builtIn } from './built-in.ts'
import { describeCode } from './codes/rows.ts'
import { classShares } from './concepts/class-shares.ts'
import { conceptHistogram } from './concepts/concept-histogram.ts'
import { nearestDirections } from './concepts/directions.ts'
import { groupTable, latentTable } from './concepts/tables.ts'
import { topSamples } from './concepts/top-samples.ts'
import { embedInput } from './embed/embed-input.ts'
import { layoutInWorker } from './layout/layout-maker.ts'
import { measureRun } from './measure/measure-run.ts'
import { codeOf } from './query/code-of.ts'
import { reconstructionCosine, shares } from './query/contributions.ts'
import { classScores, nearest } from './query/nearest.ts'
import { search } from './query/search.ts'
import type { Handlers } from './rpc/serve.ts'
import { loadView } from './runs/load-view.ts'
import type { EncodedRun, OpenedRun } from './runs/opened-run.ts'
import type { LoadedRun } from './runs/loaded-run.ts'
import type { PickedFile, RunFile, RunSource } from './runs/run-source.ts'
import { createRunStore } from './runs/run-store.ts'
import { summarizeRun } from './runs/summarize-run.ts'
import { zipRun } from './runs/zip-run.ts'
import { trainedRows } from './samples/samples.ts'
import { profileOf } from './steer/profile-of.ts'
import { steer } from './steer/steer.ts'
import { filledRecipe } from './train/filled-recipe.ts'
import { createTrainSessions } from './train/sessions.ts'
import type { Concept } from './types.ts'

/** What answers the rooms; `base` is the address of the page's folder. */
export function createEngine(base: string): Handlers<Engine> {
  const worldAt = new URL('world/', base).href
  const world = builtIn(worldAt)
  const store = createRunStore()
  const sessions = createTrainSessions()
  let files = 0

  function open(source: RunSource, onProgress: (progress: Progress) => void): Promise<OpenedRun> {
    const { signal } = new AbortController()
    switch (source.kind) {
      case 'builtIn':
        return store.open(source.id, () => loadView(world.view(source.id), signal), onProgress)
      case 'served':
        return store.open(
          'served',
          () => loadView(new URL('run/view.json', base).href, signal),
          onProgress,
        )
      case 'files':
        return store.open(`files:${++files}`, () => loadPicked(source.files), onProgress)
      case 'trained':
        return store.open(source.id, () => sessions.ended(source.id), onProgress)
    }
  }

  const openTrained = async (id: string) =>
    summarizeRun(await open({ kind: 'trained', id }, () => {}))

  const encoded = (id: string) => store.get(id).encoded()
  const partsOf = (run: EncodedRun, kind: Concept['kind']) =>
    Object.fromEntries(run.model.modalities.map(({ name }) => [name, run.activations(kind, name)]))

  return {
    async status() {
      const { name, threads } = await store.backend()
      return { backend: name, threads, isolated: globalThis.crossOriginIsolated }
    },

    builtInRuns: () => world.runs(),
    open: async ({ source }, { onProgress }) => summarizeRun(await open(source, onProgress)),
    prepare({ run = DEFAULT_RUN }) {
      const source = sourceOf(run)
      // Who asks for it hears of a failure.
      if (source && source.kind !== 'trained') open(source, () => {}).catch(() => undefined)
    },
    summary: ({ run }) => summarizeRun(store.get(run)),
    close: ({ run }) => store.close(run),
    runFiles: ({ run }) => filesOf(store.get(run)),
    async runZip({ run }) {
      const opened = store.get(run)
      const isOfWorld = opened.samples.media.kind === 'world'
      return zipRun(await filesOf(opened), opened.run.info['source'], isOfWorld ? worldAt : null)
    },

    setPartition({ run, partition }) {
      const opened = store.get(run)
      if (partition.of.length !== opened.model.latents) {
        throw new DemoError(
          `the groups are of ${partition.of.length} latents, the run has ${opened.model.latents}; choose groups of this run`,
        )
      }
      opened.setPartition(partition)
    },
    async latents({ run }) {
      const { tables, partition, model, samples } = store.get(run)
      if (tables) return { ...structuredClone(tables.latents), group: partition.of.slice() }
      return latentTable(partsOf(await encoded(run), 'latent'), model, partition, samples)
    },
    async groups({ run }) {
      const { tables, partition, samples, run: saved } = store.get(run)
      if (tables && partition === saved.model.partition) return structuredClone(tables.groups)
      return groupTable(partsOf(await encoded(run), 'group'), partition, samples)
    },
    topSamples: async ({ run, concept: { kind, index }, modality, count }) =>
      topSamples((await encoded(run)).activations(kind, modality), index, count),
    histogram: async ({ run, concept: { kind, index }, modality, bins = 32 }) =>
      conceptHistogram((await encoded(run)).activations(kind, modality), index, bins),
    async classesOf({ run, concept: { kind, index }, count }) {
      const opened = await encoded(run)
      const { labels, classes } = opened.samples
      const entries = opened.model.modalities.map(({ name }) => [
        name,
        classShares(opened.activations(kind, name), index, labels, {
          classes: classes.length,
          count,
        }),
      ])
      return Object.fromEntries(entries) as Record<string, ReturnType<typeof classShares>>
    },
    neighbours: ({ run, concept: { kind, index }, count }) =>
      nearestDirections(store.get(run).directions(kind), index, count),
    async layout({ run }, options) {
      const opened = store.get(run)
      if (opened.layout) return opened.layout.slice()
      const made = opened.once('layout', () => layoutInWorker(opened.directions('latent'), options))
      return (await made).slice()
    },

    async code({ run, query }) {
      const opened = store.get(run)
      return describeCode(await codeOf(opened, query), opened.partition)
    },
    async contributions({ run, query, modality }) {
      const opened = store.get(run)
      const code = await codeOf(opened, query)
      return {
        latents: code.indices.slice(),
        shares: shares(code, opened.atoms(modality)),
        cosine: await reconstructionCosine(opened, code, query, modality),
      }
    },
    nearest: ({ run, ...asked }) => nearest(store.get(run), asked),
    classScores: ({ run, query, modality }) => classScores(store.get(run), query, modality),
    search: ({ run, ...asked }) => search(store.get(run), asked),
    async profile({ run, target }) {
      const { latents, values } = profileOf(await encoded(run), target).profile
      return { latents: latents.slice(), values: values.slice() }
    },
    steer: async ({ run, ...asked }) => steer(await encoded(run), asked),

    embed: ({ run, modality, input }, options) =>
      embedInput(store.get(run), modality, input, options),

    async train({ on, recipe, seed = 0, name }, options) {
      const title = name ?? recipe.preset
      return openTrained(await sessions.start(store.get(on), { recipe, seed, title }, options))
    },
    async resume({ run }, options) {
      const stopped = store.get(run)
      const ended = sessions.resume(stopped, options)
      store.close(run)
      return openTrained(await ended)
    },
    recipe: ({ on, preset, choices = {} }) =>
      filledRecipe(preset, choices, trainedRows(store.get(on).samples).length),

    measure: async ({ run }, options) => measureRun(await encoded(run), options),
    comparison: () => world.comparison(),
  }
}

/** Readers of all formats come when files do. */
async function loadPicked(files: readonly PickedFile[]): Promise<LoadedRun> {
  const { loadFiles } = await import('./runs/load-files.ts')
  return loadFiles(files)
}

/** The files of a run, with the groups as they are now. */
async function filesOf({ run, partition }: OpenedRun): Promise<RunFile[]> {
  const packed = await packRun({ ...run, model: { ...run.model, partition } })
  return Promise.all(
    packed.map(async ([name, pieces]) => ({
      name,
      bytes: new Uint8Array(await new Blob([...pieces] as BlobPart[]).arrayBuffer()),
    })),
  )
}
