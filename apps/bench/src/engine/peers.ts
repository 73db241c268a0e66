import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { round } from './row.ts'
import type { Sizes } from './workload.ts'

/** A time beside ours, or why there is none. */
export type Peer =
  | { readonly ms: number; readonly best: number; readonly version?: string }
  | string

const script = fileURLToPath(new URL('torch_step.py', import.meta.url))

/** The step in PyTorch of `CMGSAE_PYTHON`, or of python3. */
export async function torchStep(
  mode: 'dense' | 'sparse',
  threads: number,
  { batch, width, latents, k }: Sizes,
  runs: number,
  signal: AbortSignal,
): Promise<Peer> {
  const python = process.env['CMGSAE_PYTHON'] || 'python3'
  const sizes = [threads, mode, batch, width, latents, k, runs].map(String)
  const output = await run(python, [script, ...sizes], {}, signal)
  if (output === null) return `absent: ${python} did not run`
  const found = JSON.parse(output) as { absent?: string; ms: number; best: number; version: string }
  if (found.absent) return `absent: ${found.absent}`
  return { ms: round(found.ms), best: round(found.best), version: found.version }
}

/** The step of the prototype whose folder is given. */
export async function prototypeStep(
  folder: string | undefined,
  threads: number,
  { batch, width, latents }: Sizes,
  signal: AbortSignal,
): Promise<Peer> {
  if (folder === undefined) return 'absent: no --prototype'
  const sizes = [String(threads), 'std', String(latents), String(width), String(batch)]
  const output = await run(
    process.execPath,
    ['step.mjs', ...sizes],
    { cwd: folder, env: { ...process.env, I16: '1' } },
    signal,
  )
  const total = /total\s+([\d.]+) ms best ([\d.]+)/.exec(output ?? '')
  if (!total) return `absent: ${folder}/step.mjs did not run`
  return { ms: Number(total[1]), best: Number(total[2]) }
}

function run(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv },
  signal: AbortSignal,
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { ...options, signal, maxBuffer: 2 ** 24 }, (error, stdout) => {
      if (signal.aborted) reject(signal.reason as Error)
      else resolve(error ? null : stdout)
    })
  })
}

/** How many times faster than the peer; null where it is absent. */
export const timesFaster = (ms: number, peer: Peer) =>
  typeof peer === 'string' ? null : round(peer.ms / ms)
