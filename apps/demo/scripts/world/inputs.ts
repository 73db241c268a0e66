import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { WORLD_VERSION } from '@cmgsae/world'
import { places, SAMPLES } from './settings.ts'

/** What the built-in world is made of, besides the version of the world: files whose change makes it anew. */
const INPUTS = [
  'apps/demo/scripts/world/*.ts',
  'apps/demo/src/engine/{codes,concepts,layout,measure,samples,view}/*.ts',
  'packages/model/src/**/*.ts',
  'packages/world/src/**/*.ts',
  'tooling/tiny-models/models/*/onnx/*.onnx',
]

/** Hash of everything that decides what the world holds. */
export function hashInputs(): string {
  const hash = createHash('sha256').update(`world ${WORLD_VERSION} ${SAMPLES}`)
  const files = globSync(INPUTS, { cwd: places.repository })
    .filter((file) => !file.endsWith('.test.ts'))
    .sort()
  for (const file of files) hash.update(file).update(readFileSync(join(places.repository, file)))
  return hash.digest('hex').slice(0, 16)
}
