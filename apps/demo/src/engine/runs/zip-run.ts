import { DemoError } from '../../errors.ts'
import type { RunFile } from './run-source.ts'

/** Where config.json says that the command line finds the samples again. */
interface Source {
  readonly modalities?: readonly { readonly file: { readonly path: string } }[]
  readonly labels?: { readonly path: string }
  readonly metadata?: { readonly path: string }
}

/**
 * A run's folder `run/` as a zip; beside it, with `dataAt`, the files of its samples from that
 * address, so that `cmgsae eval run` works where it is unpacked.
 */
export async function zipRun(
  files: readonly RunFile[],
  source: unknown,
  dataAt: string | null,
): Promise<Uint8Array> {
  const { zipSync } = await import('fflate')
  const { modalities = [], labels, metadata } = (source ?? {}) as Source
  const named = [...modalities.map(({ file }) => file), labels, metadata].flatMap((file) =>
    file ? [file.path] : [],
  )
  const data = dataAt === null ? [] : [...new Set(named)]
  const fetched = await Promise.all(data.map(async (path) => [path, await get(path, dataAt!)]))
  return zipSync(
    {
      ...Object.fromEntries(files.map(({ name, bytes }) => [`run/${name}`, bytes])),
      ...Object.fromEntries(fetched),
    },
    // Weights do not get smaller.
    { level: 0 },
  )
}

async function get(path: string, at: string): Promise<Uint8Array> {
  const response = await fetch(new URL(path, at))
  if (response.ok) return new Uint8Array(await response.arrayBuffer())
  throw new DemoError(`${path} cannot be loaded: the server answers ${response.status}`)
}
