import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createWorld, SAMPLE_RATE, WORLD_VERSION } from '@cmgsae/world'
import { lookAndListen } from './look-and-listen.ts'
import { writeText, writeWorldManifest, type WorldManifest } from './manifest.ts'
import { openWorldFolder } from './open-world-folder.ts'
import { renderSamples } from './render-samples.ts'
import { FOLDERS, isThere, missingSamples, removeTemporary } from './sample-files.ts'
import { sampleTable } from './sample-table.ts'
import { writeMotion } from './write-motion.ts'

export interface WorldJob {
  readonly folder: string
  readonly seed: number
  readonly samples: number
  /** Width and height of the pictures, in pixels. */
  readonly size: number
  readonly signal: AbortSignal
  /** Samples that are there, whoever rendered them. */
  readonly onProgress: (done: number) => void
}

export interface WrittenWorld {
  readonly manifest: WorldManifest
  /** Samples rendered now; the others were there. */
  readonly rendered: number
}

/**
 * Renders what is missing of a world, then its motion, its table, its page, and the manifest that calls it
 * complete. A run that is cut short leaves whole files only, and the next one goes on.
 * @throws CliError for a folder of something else, signal.reason on an abort
 */
export async function writeWorld(job: WorldJob): Promise<WrittenWorld> {
  const { folder, seed, samples, size, signal, onProgress } = job
  const world = createWorld({ seed })
  const { groups, classes } = world
  const manifest: WorldManifest = {
    format: 'cmgsae world',
    version: WORLD_VERSION,
    seed,
    samples,
    size,
    rate: SAMPLE_RATE,
    complete: false,
    groups,
    classes,
  }
  const before = await openWorldFolder(folder, manifest)
  for (const kind of FOLDERS) await mkdir(join(folder, kind), { recursive: true })
  const missing = missingSamples(folder, samples)
  const motion = join(folder, 'motion.npy')
  const whole = before?.complete && before.samples === samples
  if (whole && missing.length === 0 && isThere(motion)) {
    return { manifest: before, rendered: 0 }
  }
  await writeWorldManifest(folder, manifest)
  await removeTemporary(folder)
  let done = samples - missing.length
  onProgress(done)
  const onRendered = (count: number) => onProgress((done += count))
  await renderSamples({ folder, seed, size, samples: missing, signal, onRendered })
  await writeMotion(motion, world, samples, signal)
  await writeText(join(folder, 'samples.csv'), sampleTable(world, samples))
  await writeText(join(folder, 'index.html'), lookAndListen(world, samples))
  const complete = { ...manifest, complete: true }
  await writeWorldManifest(folder, complete)
  return { manifest: complete, rendered: missing.length }
}
