import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { DIST } from './dist.ts'

const MODALITIES = ['image', 'audio', 'text']

/** A folder that is removed after the tests of a file, to put runs into. */
export function runsOnDisk() {
  const folder = mkdtempSync(join(tmpdir(), 'cmgsae-demo-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const world = join(DIST, 'world')
  return {
    folder,
    /**
     * Saves a run of the built-in world; `samples`: with its embeddings beside it; `config`: changes
     * its config.json.
     */
    save(
      name: string,
      {
        samples = false,
        config = (text) => text,
      }: { samples?: boolean; config?: (text: string) => string } = {},
    ): string {
      const to = join(folder, name)
      mkdirSync(to, { recursive: true })
      const from = join(world, 'runs/separate/run')
      writeFileSync(
        join(to, 'config.json'),
        config(readFileSync(join(from, 'config.json'), 'utf8')),
      )
      cpSync(join(from, 'model.safetensors'), join(to, 'model.safetensors'))
      if (samples) for (const m of MODALITIES) cpSync(join(world, `${m}.npy`), join(to, `${m}.npy`))
      return to
    },
  }
}
