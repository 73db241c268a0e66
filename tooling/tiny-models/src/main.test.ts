import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

test.for([
  ['--only', 'tiny-bert', "there is no model 'tiny-bert'"],
  ['--epochs', '3', "Unknown option '--epochs'"],
])('%s %s is a mistake, told in one line', ([option, value, said]) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [main, option!, value!], {
    encoding: 'utf8',
  })
  expect(stderr).toContain(said)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect([status, stdout]).toEqual([2, ''])
})
