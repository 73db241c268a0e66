import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CliError } from '../errors.ts'
import { readManifest, type Manifest, type Settings } from './manifest.ts'

/**
 * The set that a folder holds, as far as it is, if it was begun with the same inputs and settings;
 * undefined for a folder to begin in, or to begin in anew by force. Files that a killed run left half-written are removed.
 * @throws CliError naming what is in the way, or the settings that differ
 */
export async function openJob(
  out: string,
  asked: { readonly settings: Settings; readonly inputs: string },
  { force }: { force: boolean },
): Promise<Manifest | undefined> {
  const found = await stat(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    if (error.code === 'ENOTDIR') throw new CliError(`--out ${out}: part of the path is a file`)
    throw error
  })
  if (!found) return undefined
  if (!found.isDirectory()) throw new CliError(`--out ${out} is a file; give a folder to make`)
  const manifest = await readManifest(out)
  if (!manifest) {
    const others = (await readdir(out)).filter((entry) => !isTemporary(entry))
    if (others.length === 0) return undefined
    const shown = others.slice(0, 3).join(', ')
    throw new CliError(
      `--out ${out} is a folder that holds no paired set (${shown}, …); give a new one`,
    )
  }
  if (force) return undefined
  checkSame(out, manifest, asked)
  await removeTemporary(out, manifest)
  return manifest
}

function checkSame(
  out: string,
  { settings, inputs, complete }: Manifest,
  asked: { readonly settings: Settings; readonly inputs: string },
): void {
  const remedy = `--force ${complete ? 'replaces it' : 'begins anew'}, or give another --out`
  for (const name of new Set([...Object.keys(asked.settings), ...Object.keys(settings)])) {
    const [before, now] = [settings[name], asked.settings[name]]
    if (JSON.stringify(before) === JSON.stringify(now)) continue
    throw new CliError(
      `${out} was begun with ${spelled(name, before)}, this is ${spelled(name, now)}: ${remedy}`,
    )
  }
  if (inputs === asked.inputs) return
  throw new CliError(
    `${out} was begun with other inputs (files, texts or metadata have changed): ${remedy}`,
  )
}

/** `batch (image)` is one of several values of --batch. */
function spelled(setting: string, value: Settings[string] | undefined): string {
  const name = setting.replace(/ \(.*/, '')
  if (value === undefined || value === false) return `no --${name}`
  if (value === true) return `--${name}`
  return `--${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`
}

/** Removes the set that a folder holds, if any, and nothing else that lies there. */
export async function removeSet(out: string): Promise<void> {
  const manifest = await readManifest(out)
  if (!manifest) return
  for (const folder of foldersOf(manifest))
    await rm(join(out, folder), { recursive: true, force: true })
  for (const file of ['manifest.json', 'skipped.jsonl']) await rm(join(out, file), { force: true })
}

async function removeTemporary(out: string, manifest: Manifest): Promise<void> {
  for (const folder of ['', ...foldersOf(manifest)]) {
    const entries = await readdir(join(out, folder)).catch(() => [])
    for (const entry of entries.filter(isTemporary))
      await rm(join(out, folder, entry), { force: true })
  }
}

function foldersOf({ modalities, metadata }: Manifest): Set<string> {
  return new Set([...modalities.map(({ path }) => path), metadata])
}

const isTemporary = (entry: string) => /\.\d+-\d+-\d+\.tmp$/.test(entry)
