import { extname } from 'node:path'
import { packRun, type Run } from '@cmgsae/model'
import { gather, type Matrix } from '@cmgsae/tensor'
import { npyHeader } from '../encode/npy-header.ts'
import { isUrl } from '../embed/list-items.ts'
import { limitRows } from '../measure/limit-rows.ts'
import type { RunSamples } from '../run/run-samples.ts'
import { captionsOf } from './captions.ts'
import { folderResources } from './folder-resources.ts'
import { originOf } from './origin.ts'
import { jsonResource, type Resource } from './resource.ts'
import { sampleMedia, type SampleMedia } from './sample-media.ts'
import type { Encoder, SampleTable, ViewManifest } from './view-manifest.ts'

/** What the app asks for of a run, and how much of it there is. */
export interface ViewedRun {
  readonly resources: readonly [address: string, Resource][]
  readonly samples: number
  readonly media: readonly SampleMedia[]
  readonly encoders: readonly string[]
}

export interface ViewOptions {
  readonly title: string
  /** Samples to show; a seeded choice where there are more. */
  readonly most: number
  /** Folder that paths of media are relative to; default: what the samples' set or table says. */
  readonly root: string | undefined
}

/** A picture or sound may be anything: opened by itself, it may not run what it holds. */
const MEDIA_HEADERS = { 'Content-Security-Policy': 'sandbox' }

/** A run as addresses under `/run/`; without samples, only its dictionary. */
export async function viewRun(
  run: Run,
  shown: RunSamples | undefined,
  { title, most, root }: ViewOptions,
): Promise<ViewedRun> {
  const resources: [string, Resource][] = []
  const serve = (place: string, resource: Resource) => {
    resources.push([`/run/${place}`, resource])
    return place
  }
  // An unfinished run is shown as it stands.
  const { training: _, ...finished } = run
  for (const [name, pieces] of await packRun(finished)) {
    serve(`run/${name}`, { type: 'application/octet-stream', pieces })
  }
  const embeddings: Record<string, string> = {}
  const encoders: Record<string, Encoder> = {}
  const viewed = shown && (await viewSamples(shown, { run, most, root }))
  for (const [s, { name, embeddings: x }] of (viewed?.modalities ?? []).entries()) {
    embeddings[name] = serve(`embeddings/${s}.npy`, npyResource(x))
  }
  for (const { kind, folder } of Object.values(viewed?.encoders ?? {})) {
    resources.push(...(await folderResources(folder, `/run/encoders/${kind}/`)))
  }
  for (const [name, { kind }] of Object.entries(viewed?.encoders ?? {})) {
    encoders[name] = { kind, folder: `encoders/${kind}/` }
  }
  const media: Record<string, (string | null)[]> = {}
  for (const { kind, files } of viewed?.media ?? []) {
    const urls = files.map((file, n) => {
      if (file === null || isUrl(file)) return file
      const place = `media/${kind}/${n}${extname(file).toLowerCase()}`
      return serve(place, { file, headers: MEDIA_HEADERS })
    })
    for (const { name } of run.model.modalities) if (shownAs(name) === kind) media[name] = urls
  }
  const samples = serve('samples.json', jsonResource({ heldOut: [], ...viewed?.table, media }))
  const manifest: ViewManifest = {
    format: 'cmgsae view',
    version: 1,
    title,
    run: 'run/',
    embeddings,
    samples,
    encoders,
  }
  serve('view.json', jsonResource(manifest))
  return {
    resources,
    samples: viewed?.rows.length ?? 0,
    media: viewed?.media ?? [],
    encoders: Object.keys(encoders),
  }
}

async function viewSamples(
  { source, samples, held }: RunSamples,
  { run, most, root }: { run: Run; most: number; root: string | undefined },
) {
  const rows = limitRows(samples.count, most, run.seed)
  const origin = await originOf(source)
  const folder = root ?? origin.root
  const { labels, metadata } = samples
  const captions = captionsOf(samples, rows)
  const unseen = new Set(held?.test)
  const table: Omit<SampleTable, 'media'> = {
    ...(rows.length < samples.count && { rows: [...rows] }),
    ...(captions && { captions }),
    ...(labels && { classes: labels.names, labels: Array.from(rows, (n) => labels.of[n]!) }),
    heldOut: Array.from(rows.keys()).filter((n) => unseen.has(rows[n]!)),
  }
  return {
    rows,
    table,
    modalities: samples.modalities.map(({ name, embeddings }) => ({
      name,
      embeddings: gather(embeddings, rows),
    })),
    media: metadata && folder !== undefined ? sampleMedia(metadata, { rows, root: folder }) : [],
    encoders: origin.encoders,
  }
}

function npyResource({ rows, cols, data }: Matrix): Resource {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  return { type: 'application/octet-stream', pieces: [npyHeader('<f4', [rows, cols]), bytes] }
}

/** What the app shows of a modality, which it tells by the name. */
function shownAs(modality: string): SampleMedia['kind'] | undefined {
  if (/im(a)?g|pict|photo|vision/i.test(modality)) return 'image'
  if (/text|caption|word|name/i.test(modality)) return undefined
  return /audio|sound|speech|music/i.test(modality) ? 'audio' : undefined
}
