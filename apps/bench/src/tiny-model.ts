import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const models = new URL('../../../tooling/tiny-models/models/', import.meta.url)

/** Folder of a tiny model that the repository brings, from where the command runs. */
export function tinyModel(name: 'tiny-clip' | 'tiny-clap'): string {
  return relative('.', fileURLToPath(new URL(name, models)))
}
