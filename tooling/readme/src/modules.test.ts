// Every ts and js block of the documents runs as a module of its own; `ts no-run` is only
// type-checked. The modules lie in this package, whose dependencies are the whole workspace.
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quickStart } from '@cmgsae/vitest/quick-start'
import { BLOCKS, REPOSITORY } from './documents.ts'

const execute = promisify(execFile)
const PACKAGE = fileURLToPath(new URL('../', import.meta.url))
const folder = join(PACKAGE, '.blocks')
const scratch = mkdtempSync(join(tmpdir(), 'readme-'))

const modules = BLOCKS.filter(({ language }) => ['ts', 'js'].includes(language)).map((block) => {
  const name =
    `${block.file.replaceAll(/[^a-z]+/gi, '-')}-${block.line}.${block.language}`.toLowerCase()
  return { ...block, path: join(folder, name), source: `${block.file}:${block.line}` }
})

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  // Empty lines before the code make every line number of an error that of the document.
  for (const { path, line, code } of modules) {
    writeFileSync(path, `${'\n'.repeat(line - 1)}${code}\n`)
  }
})

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('code blocks', () => {
  it('are of the right types', { timeout: 60_000 }, async () => {
    const tsc = join(REPOSITORY, 'node_modules/typescript/bin/tsc')
    const options = ['-p', join(PACKAGE, 'tsconfig.blocks.json'), '--pretty', 'false']
    const errors = await execute(process.execPath, [tsc, ...options], { cwd: folder }).then(
      () => '',
      (error: { stdout: string }) => error.stdout,
    )
    const named = modules.reduce(
      (text, { path, file }) => text.replaceAll(path.slice(folder.length + 1), file),
      errors,
    )
    expect(named).toBe('')
  })

  for (const { source, flags, path } of modules) {
    const run = flags.includes('no-run') ? it.skip : it
    run(`${source} runs`, { timeout: 120_000 }, async () => {
      const failure = await execute(process.execPath, [path], {
        cwd: scratch,
        env: { ...process.env, ...quickStart },
        timeout: 110_000,
      }).then(
        () => '',
        (error: { stderr: string; message: string }) => error.stderr || error.message,
      )
      expect(failure).toBe('')
    })
  }
})
