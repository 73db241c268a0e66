import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CliError, usageError } from '../errors.ts'
import type { EmbedFlags } from './embed-options.ts'
import type { Kind } from './file-kinds.ts'

export type ModelKind = 'clip' | 'clap'

/** Where a model comes from: a folder here, the hub, or a server that has it. */
export type ModelSource =
  | { readonly folder: string }
  | { readonly model: string; readonly revision: string }
  | { readonly model: string; readonly server: string }

const usual: Readonly<Record<ModelKind, string>> = {
  clip: 'Xenova/clip-vit-base-patch32',
  clap: 'Xenova/clap-htsat-unfused',
}

/** Options that choose how a model is run here. */
const local = ['revision', 'audio-revision', 'dtype', 'device', 'cache', 'hub', 'offline'] as const

/**
 * With a server, a name on it; else a folder where there is one of that name, else a name on the hub.
 * @throws CliError for what is none of them
 */
export async function modelSource(kind: ModelKind, flags: EmbedFlags): Promise<ModelSource> {
  const [option, asked, revision] =
    kind === 'clip'
      ? ['--model', flags.model, flags.revision]
      : ['--audio-model', flags['audio-model'], flags['audio-revision']]
  if (flags.server !== undefined) {
    const other = local.find((name) => flags[name] !== undefined)
    if (other) throw usageError(`--${other} is about models that run here, not on --server`)
    if (asked === undefined) throw usageError(`--server needs ${option} NAME, a model that it has`)
    return { model: asked, server: flags.server }
  }
  const name = asked ?? usual[kind]
  if ((await stat(name).catch(() => undefined))?.isDirectory()) return { folder: name }
  if (/^\w[\w.-]*\/[\w.-]+$/.test(name)) return { model: name, revision: revision ?? 'main' }
  throw new CliError(
    `${option} ${name}: there is no such folder, and names on the hub are like ${usual[kind]}`,
  )
}

const graphs: Readonly<Record<Kind, string>> = {
  image: 'vision_model',
  audio: 'audio_model',
  text: 'text_model',
}

/** SHA-256 of the graph in a folder that makes the vectors: a name says little about what lies there. */
export async function weightsDigest(
  folder: string,
  kind: Kind,
  dtype: string,
): Promise<string | undefined> {
  const whole = `${graphs[kind]}.onnx`
  const entries = await readdir(join(folder, 'onnx')).catch(() => [])
  const files = entries
    .filter((entry) =>
      dtype === 'fp32' ? entry === whole : entry.startsWith(graphs[kind]) && entry !== whole,
    )
    .sort()
  if (files.length === 0) return undefined
  const hash = createHash('sha256')
  for (const file of files) {
    for await (const chunk of createReadStream(join(folder, 'onnx', file))) {
      hash.update(chunk as Uint8Array)
    }
  }
  return hash.digest('hex')
}
