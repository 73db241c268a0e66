import { AdapterError } from '@cmgsae/adapter'
import type { ResolvedOptions } from '../model-options.ts'
import type { Transformers } from '../transformers.ts'
import { download, WITHOUT_NETWORK } from './download.ts'
import { folderPath, folderPlace } from './folder-place.ts'
import { memoryPlace, openCache } from './memory-place.ts'
import type { Opened, Place } from './place.ts'
import { IN_NODE, node } from './runtime.ts'

/** The files of one model, wherever they are. */
export interface ModelFiles {
  /** The model with its revision, for messages and `modelId`. */
  readonly name: string
  /** Makes sure that these files are there, downloads them if it may. */
  need(files: readonly string[]): Promise<void>
  json(file: string): Promise<Record<string, unknown>>
  open(): Opened
}

export async function openModelFiles(
  { env }: Transformers,
  model: string,
  options: ResolvedOptions,
): Promise<ModelFiles> {
  const { folder, revision, offline, signal, onProgress } = options
  const name = folder === undefined ? `${model}@${revision}` : model
  const urlOf = addressing(env, model, options)
  const place = await placeOf(env, model, options, urlOf)
  // A browser fetches the files of a folder too; only the hub is out of bounds when offline.
  const mayDownload = folder === undefined ? !offline : !IN_NODE

  return {
    name,
    async need(files) {
      const present = await Promise.all(files.map((file) => place.has(file)))
      const missing = files.filter((_, i) => !present[i])
      if (missing.length === 0) return
      if (!mayDownload) throw absent(missing, name, place, options)
      const fetch = env.fetch
      await download({ files: missing, place, urlOf, name, fetch, signal, onProgress })
    },
    async json(file) {
      const text = new TextDecoder().decode(await place.read(file))
      try {
        return JSON.parse(text) as Record<string, unknown>
      } catch (cause) {
        throw new AdapterError(`${file} of ${name} is not JSON: delete it in ${place.name}`, {
          cause,
        })
      }
    },
    open: () => place.open(),
  }
}

function absent(
  files: readonly string[],
  name: string,
  place: Place,
  { folder }: ResolvedOptions,
): AdapterError {
  const what = `${files.join(', ')} of ${name}`
  return new AdapterError(
    folder === undefined
      ? `offline, and ${place.name} lacks ${what}: ${WITHOUT_NETWORK}`
      : `${place.name} lacks ${what}: check folder and dtype`,
  )
}

/** Where each file of the model has its address. */
function addressing(
  env: Transformers['env'],
  model: string,
  { folder, hub = env.remoteHost, revision }: ResolvedOptions,
): (file: string) => string {
  const base =
    folder !== undefined
      ? new URL(withSlash(String(folder)), globalThis.location?.href ?? 'file:///')
      : new URL(
          env.remotePathTemplate
            .replaceAll('{model}', model)
            .replaceAll('{revision}', encodeURIComponent(revision)),
          withSlash(String(hub)),
        )
  return (file) => new URL(file, base).href
}

async function placeOf(
  env: Transformers['env'],
  model: string,
  { folder, revision, cacheFolder }: ResolvedOptions,
  urlOf: (file: string) => string,
): Promise<Place> {
  if (!IN_NODE) {
    const cache = folder === undefined ? await openCache(cacheFolder ?? env.cacheKey) : null
    const name = folder === undefined ? "the browser's cache" : String(folder)
    return memoryPlace({ env, name, cache, urlOf })
  }
  if (folder !== undefined) return folderPlace(folderPath(folder))
  const cacheDir = cacheFolder ?? env.cacheDir
  if (cacheDir === null) throw new AdapterError('there is no folder of downloads: give cacheFolder')
  // As transformers.js lays them out, so that what one has downloaded the other finds.
  const parts = revision === 'main' ? [model] : [model, revision]
  return folderPlace(node.path().resolve(cacheDir, ...parts))
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`
}
