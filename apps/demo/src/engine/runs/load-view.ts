import { bytesSource } from '@cmgsae/data'
import { unpackRun } from '@cmgsae/model'
import { DemoError } from '../../errors.ts'
import type { Encoders } from '../embed/encoders.ts'
import { readEmbeddings, samplesOf } from '../samples/read-samples.ts'
import { parseView, type SampleTable } from '../view/manifest.ts'
import { readTables } from '../view/stored-tables.ts'
import type { LoadedRun } from './loaded-run.ts'

/**
 * Loads a run that a server holds, by the address of its view.json.
 * @throws DemoError, ModelError or DataError in one line for what is missing or cannot be read
 */
export async function loadView(address: string, signal: AbortSignal): Promise<LoadedRun> {
  const bytes = async (place: string) => new Uint8Array(await get(new URL(place, address), signal))
  const text = async (place: string) => new TextDecoder().decode(await bytes(place))
  const view = parseView(await text(address), shown(address))
  const folder = view.run.endsWith('/') ? view.run : `${view.run}/`
  const embeddingsOf = async ([name, place]: [string, string]) =>
    [name, await readEmbeddings(bytesSource(place, await bytes(place)))] as const
  const [config, weights, embeddings, table, layout, tables] = await Promise.all([
    bytes(`${folder}config.json`),
    bytes(`${folder}model.safetensors`),
    Promise.all(Object.entries(view.embeddings).map(embeddingsOf)),
    view.samples === undefined ? undefined : text(view.samples),
    view.layout === undefined
      ? undefined
      : embeddingsOf(['layout', view.layout]).then(([, { data }]) => data),
    view.tables === undefined ? undefined : text(view.tables),
  ])
  const run = unpackRun({ 'config.json': config, 'model.safetensors': weights }, view.title)
  return {
    title: view.title,
    run,
    samples: {
      ...samplesOf(
        Object.fromEntries(embeddings),
        absolute(table === undefined ? {} : (JSON.parse(table) as SampleTable), address),
      ),
      example: view.example ?? null,
    },
    encoders: encodersOf(view.encoders, address),
    layout: layout ?? null,
    tables: tables === undefined ? null : readTables(tables),
  }
}

async function get(url: URL, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    signal.throwIfAborted()
    throw new DemoError(`${shown(url.href)} cannot be loaded: ${(error as Error).message}`)
  })
  if (response.ok) return response.arrayBuffer()
  throw new DemoError(`${shown(url.href)} cannot be loaded: the server answers ${response.status}`)
}

function absolute({ media, ...table }: SampleTable, address: string): SampleTable {
  if (!media) return table
  const urls = Object.entries(media).map(([name, places]) => [
    name,
    places.map((place) => place && new URL(place, address).href),
  ])
  return { ...table, media: Object.fromEntries(urls) as NonNullable<SampleTable['media']> }
}

function encodersOf(places: Encoders | undefined, address: string): Encoders | null {
  if (!places) return null
  const entries = Object.entries(places).map(([modality, { kind, folder }]) => [
    modality,
    { kind, folder: new URL(folder, address).href },
  ])
  return Object.fromEntries(entries) as Encoders
}

/** The end of an address, enough to recognise it. */
const shown = (address: string) => address.split('/').slice(-3).join('/')
