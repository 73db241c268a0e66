import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { encoders } from './encoders/index.ts'
import type { Score } from './evaluate/index.ts'
import { readFigures } from './figures.ts'
import { createProgress } from './progress.ts'
import { HELD_OUT, PLANS, TRAINING_WORLD } from './settings.ts'

const USAGE = `Trains the tiny models on the world, scores them, and writes their folders.

  pnpm --filter @cmgsae/tiny-models train [--only NAME]
  pnpm --filter @cmgsae/tiny-models check [--only NAME]

  --only NAME  ${Object.keys(encoders).join(' or ')}; default both
  --check      score the models as they lie there, and compare with the figures of their cards

A run that was interrupted goes on where it was. Exit codes: 0 done, 1 figures that differ or a
failure, 2 a mistake in the command, 130 interrupted.`

const root = fileURLToPath(new URL('..', import.meta.url))
const models = join(root, 'models')
const cache = join(root, '.cache')
const progress = (label: string) => createProgress(process.stderr, label)
const interruption = new AbortController()
process.once('SIGINT', () => interruption.abort())

try {
  process.exitCode = await main()
} catch (error) {
  const { message, code = '' } = error as NodeJS.ErrnoException
  const interrupted = interruption.signal.aborted && error === interruption.signal.reason
  process.stderr.write(
    `tiny-models: ${interrupted ? 'interrupted, run again to go on' : message}\n`,
  )
  if (interrupted) process.exitCode = 130
  else process.exitCode = code.startsWith('ERR_PARSE_ARGS') ? 2 : 1
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const { only } = values
  if (only !== undefined && !Object.hasOwn(encoders, only)) {
    process.stderr.write(
      `tiny-models: there is no model '${only}', choose ${Object.keys(encoders).join(' or ')}\n`,
    )
    return 2
  }
  const names = (Object.keys(encoders) as (keyof typeof encoders)[]).filter(
    (name) => only === undefined || name === only,
  )
  // The libraries behind it take a second to load, which a mistake need not wait for.
  const { makeModel, score } = await import('./make-model.ts')
  let same = true
  for (const name of names) {
    const shared = { heldOut: HELD_OUT, signal: interruption.signal, progress }
    if (values.check) {
      const scores = await score(encoders[name], join(models, name), shared)
      const { heldOut } = await readFigures(join(models, name))
      print(name, scores)
      if (JSON.stringify(scores) !== JSON.stringify(heldOut)) {
        same = false
        console.log(`${name}: the card says otherwise`)
        print(name, heldOut)
      }
    } else {
      const { heldOut } = await makeModel(encoders[name], {
        ...shared,
        plan: PLANS[name],
        world: TRAINING_WORLD,
        models,
        cache,
      })
      print(name, heldOut)
    }
  }
  return same ? 0 : 1
}

function print(name: string, scores: readonly Score[]): void {
  for (const { seed, samples, classes, zeroShot, recallAt1, recallAt10 } of scores) {
    console.log(
      `${name}  world ${seed}  ${samples} samples, ${classes} classes  zero-shot ${zeroShot.toFixed(3)}  recall at 1 ${recallAt1.toFixed(3)}, at 10 ${recallAt10.toFixed(3)}`,
    )
  }
}
