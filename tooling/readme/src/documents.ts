import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { codeBlocks } from './code-blocks.ts'

export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))

/** Every block of the documents a reader follows, in the order of their paths. */
export const BLOCKS = globSync(
  ['README.md', 'CONTRIBUTING.md', 'docs/*.md', '{packages,apps,examples}/*/README.md'],
  {
    cwd: REPOSITORY,
  },
)
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
  .flatMap((file) => codeBlocks(file, readFileSync(`${REPOSITORY}/${file}`, 'utf8')))
