import { interruptible } from '@cmgsae/cli'
import { mkdir } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { defineCommand } from 'citty'
import { engineHtml, engineText } from '../engine/render.ts'
import type { EngineRow } from '../engine/row.ts'
import { sections } from '../engine/sections.ts'
import { BenchError } from '../errors.ts'
import { currentCommit } from '../results/commit.ts'
import { writeOutput } from '../results/write-results.ts'
import { createProgress } from '../terminal/progress.ts'
import { refuseUnknown } from './shared-args.ts'

const args = {
  out: {
    type: 'string',
    valueHint: 'DIR',
    default: join('runs', 'bench-engine'),
    description: 'Folder for results.json and report.html, written after each section',
  },
  quick: { type: 'boolean', description: 'Small sizes and few repetitions: within a minute' },
  only: {
    type: 'string',
    valueHint: 'a,b',
    description: `Sections, of: ${Object.keys(sections).join(', ')} (default: all; limits always)`,
  },
  imagenet: {
    type: 'string',
    valueHint: 'DIR',
    description: 'Real embeddings for training and exactness, as bench imagenet takes them',
  },
  esc50: {
    type: 'string',
    valueHint: 'DIR',
    description: 'Real embeddings for exactness, as bench esc50 takes them',
  },
  prototype: {
    type: 'string',
    valueHint: 'DIR',
    description: 'Folder of a step.mjs to time beside ours',
  },
} as const

export const engine = defineCommand({
  meta: {
    name: 'engine',
    description:
      'How fast the backends are, beside PyTorch (of $CMGSAE_PYTHON or python3), tfjs and jax-js where they are installed.\nExample: pnpm bench engine --out runs/engine',
  },
  args,
  async run({ args: values, rawArgs }) {
    refuseUnknown(rawArgs, args)
    const wanted = values.only?.split(',') ?? Object.keys(sections)
    const unknown = wanted.find((name) => !Object.hasOwn(sections, name))
    if (unknown !== undefined) {
      throw new BenchError(
        `--only names "${unknown}"; the sections are ${Object.keys(sections).join(', ')}`,
      )
    }
    await mkdir(values.out, { recursive: true })
    const progress = createProgress(process.stderr)
    const rows: EngineRow[] = []
    const command = ['bench', 'engine', ...rawArgs].join(' ')
    const names = ['limits', ...wanted.filter((name) => name !== 'limits')]
    const stopped = () => `stopped; what is measured is in ${values.out}`
    await interruptible(stopped, async (signal) => {
      signal.addEventListener('abort', () => progress.log('stopping (Ctrl-C again: at once)'))
      try {
        for (const [at, name] of names.entries()) {
          const context = {
            quick: values.quick === true,
            signal,
            prototype: values.prototype,
            imagenet: values.imagenet,
            esc50: values.esc50,
            rows,
            note: (doing: string) => progress.update(at + 0.5, names.length, doing),
          }
          for await (const row of sections[name]!(context)) rows.push(row)
          await write(values.out, rows, command)
          progress.log(`${name}: done`)
        }
      } catch (error) {
        if (!signal.aborted) throw error
      } finally {
        progress.stop()
      }
      console.log(engineText(rows))
      console.log(`\nsaved in ${values.out}`)
      signal.throwIfAborted()
    })
    if (rows.some((row) => row['grew'] === true || Number(row['mismatches'] ?? 0) > 0)) {
      process.exitCode = 1
    }
  },
})

/** Twelve digits tell commits apart and fit a narrow page. */
const short = (commit: string) => commit.replace(/^([0-9a-f]{12})[0-9a-f]+/, '$1')

async function write(out: string, rows: readonly EngineRow[], command: string): Promise<void> {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    commit: short((await currentCommit()) ?? 'none'),
  }
  const facts = Object.entries(machine).map(([name, value]) => [name, String(value)] as const)
  await writeOutput(out, 'results.json', `${JSON.stringify({ command, machine, rows }, null, 2)}\n`)
  await writeOutput(out, 'report.html', engineHtml(rows, facts, command))
}
