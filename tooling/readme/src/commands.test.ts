// Every command a shell block names exists: `pnpm x` is a script of the root, `cmgsae x` answers
// `--help`, and with it names each option that the block passes.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { quickStart } from '@cmgsae/vitest/quick-start'
import { BLOCKS, REPOSITORY } from './documents.ts'

const env = { ...process.env, ...quickStart }
const execute = promisify(execFile)
const PNPM = new Set(['add', 'exec', 'install', 'pack', 'publish', 'run'])
const scripts = readScripts()
const helps = new Map<string, Promise<string>>()

const commands = BLOCKS.filter(({ language }) => language === 'sh').flatMap(
  ({ code, file, line }) =>
    code
      .replaceAll(/\\\n\s*/g, ' ')
      .split('\n')
      .flatMap((text) => text.replace(/(^| )#.*/, '').split('&&'))
      .map((text) => ({ source: `${file}:${line}`, words: text.trim().split(/\s+/) })),
)

describe('shell blocks', () => {
  for (const { source, words } of commands) {
    const script = scriptOf(words)
    if (script !== undefined) {
      it(`${source} calls the script ${script}`, () => {
        expect(Object.keys(scripts)).toContain(script)
      })
    }
    const call = words.indexOf('cmgsae')
    if (call < 0) continue
    const args = words.slice(call + 1)
    it(`${source} calls cmgsae ${args[0]}`, { timeout: 30_000 }, async () => {
      const stdout = await helpOf(args[0]?.startsWith('-') ? '' : args[0]!)
      for (const option of args.filter((word) => word.startsWith('--'))) {
        expect(stdout).toContain(option.replace(/=.*/, '').replace(/^--no-/, '--'))
      }
    })
  }
})

/** What a command says of itself: asked once, however many blocks call it. */
function helpOf(command: string): Promise<string> {
  let help = helps.get(command)
  if (!help) {
    const main = join(REPOSITORY, 'packages/cli/src/main.ts')
    const args = command === '' ? ['--help'] : [command, '--help']
    help = execute(process.execPath, [main, ...args], { env }).then(({ stdout }) => stdout)
    helps.set(command, help)
  }
  return help
}

/** The script of `pnpm x` or `npx -y pnpm@1.2.3 x`, if that is what the words call. */
function scriptOf(words: readonly string[]): string | undefined {
  const pnpm = words.findIndex((word) => /^pnpm(@|$)/.test(word))
  const script = words[pnpm + 1]
  return pnpm < 0 || script === undefined || PNPM.has(script) || script.startsWith('-')
    ? undefined
    : script
}

function readScripts(): Record<string, string> {
  const root = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  return root.scripts
}
