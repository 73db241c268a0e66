import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { createWorld, encodeWav, rasterise, SAMPLE_RATE } from '@cmgsae/world'
import type { RenderJob } from './render-samples.ts'
import { imagePath, soundPath, temporaryPath } from './sample-files.ts'

const { folder, seed, size } = workerData as RenderJob
const world = createWorld({ seed })
const port = parentPort!

port.on('message', (samples: readonly number[]) => void render(samples))

/** What goes wrong ends the thread, and is heard as its error. */
async function render(samples: readonly number[]): Promise<void> {
  for (const n of samples) {
    const sample = world.sample(n)
    write(imagePath(n), await rasterise(sample.svg, { size }))
    write(soundPath(n), encodeWav(sample.sound, SAMPLE_RATE))
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  port.postMessage(samples.length)
}

/** A file is there whole or not at all. */
function write(name: string, bytes: Uint8Array): void {
  const path = join(folder, name)
  writeFileSync(temporaryPath(path), bytes)
  renameSync(temporaryPath(path), path)
}
