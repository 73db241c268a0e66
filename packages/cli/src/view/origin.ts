import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { readManifest, type Manifest } from '../embed/manifest.ts'
import { locate } from '../samples/load-samples.ts'
import type { SampleSource } from '../samples/source.ts'
import type { Encoder } from './view-manifest.ts'

/** What is known of where samples came from. */
export interface Origin {
  /** Folder that the metadata's paths are relative to; undefined without metadata. */
  readonly root: string | undefined
  /** Encoders by modality that lie on this machine. */
  readonly encoders: Readonly<Record<string, Encoder>>
}

/** Where the files and encoders of samples are, as far as the set that embed wrote says. */
export async function originOf(source: SampleSource): Promise<Origin> {
  if (source.kind === 'world') return { root: undefined, encoders: {} }
  const set = source.set && (await locate(source.set).catch(() => undefined))
  const manifest = set === undefined ? undefined : await readManifest(set)
  const beside = source.metadata && dirname(await locate(source.metadata))
  return { root: manifest?.root ?? beside, encoders: manifest ? await encodersOf(manifest) : {} }
}

async function encodersOf({ modalities, settings }: Manifest): Promise<Record<string, Encoder>> {
  const found: Record<string, Encoder> = {}
  // The app runs whole weights; others would embed beside the samples.
  if (settings['dtype'] !== 'fp32') return found
  for (const { name } of modalities) {
    const kind =
      name === 'audio' ||
      name === 'audio_text' ||
      (name === 'text' && settings['text-tower'] === 'clap')
        ? 'clap'
        : 'clip'
    const folder = settings[kind === 'clip' ? 'model' : 'audio-model']
    if (typeof folder !== 'string') continue
    const config = await stat(join(folder, 'config.json')).catch(() => undefined)
    if (config) found[name] = { kind, folder }
  }
  return found
}
