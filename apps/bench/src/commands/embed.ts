import { DataError } from '@cmgsae/data'
import { mkdir, readdir } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { renderTable } from '@cmgsae/cli'
import { defineCommand } from 'citty'
import { isPicture, isSound } from '../embed/bare-loop.ts'
import { compareEmbedding, type EmbedRow } from '../embed/compare.ts'
import { currentCommit } from '../results/commit.ts'
import { writeOutput } from '../results/write-results.ts'
import { createProgress } from '../terminal/progress.ts'
import { tinyModel } from '../tiny-model.ts'
import { requiredFolder } from './required-folder.ts'
import { refuseUnknown, wholeNumber } from './shared-args.ts'

const args = {
  data: {
    type: 'string',
    valueHint: 'DIR',
    description: 'Folder of pictures (png, jpg, webp) and sounds (wav, flac, ogg, mp3)',
  },
  clip: {
    type: 'string',
    valueHint: 'MODEL',
    default: tinyModel('tiny-clip'),
    description: 'CLIP for the pictures: a folder, or a name on the hub',
  },
  clap: {
    type: 'string',
    valueHint: 'MODEL',
    default: tinyModel('tiny-clap'),
    description: 'CLAP for the sounds, likewise',
  },
  rounds: {
    type: 'string',
    valueHint: 'N',
    default: '5',
    description: 'Runs of each way, of which the median counts',
  },
  out: {
    type: 'string',
    valueHint: 'DIR',
    default: join('runs', 'bench-embed'),
    description: 'Folder for results.json',
  },
} as const

export const embed = defineCommand({
  meta: {
    name: 'embed',
    description:
      'Files per second of cmgsae embed beside a bare loop on transformers.js over the same files, in turn.\nExample: pnpm bench embed --data sounds --out runs/embed',
  },
  args,
  async run({ args: values, rawArgs }) {
    refuseUnknown(rawArgs, args)
    const rounds = wholeNumber('rounds', values.rounds)!
    const { clip, clap, out } = values
    const folder = requiredFolder(values.data)
    const found = await readdir(folder, { recursive: true })
    const files = found.filter((file) => isPicture(file) || isSound(file)).sort()
    if (files.length === 0) {
      throw new DataError(`--data ${folder}: there are no pictures and no sounds in it`)
    }
    const progress = createProgress(process.stderr)
    const rows = await compareEmbedding({
      folder,
      files: files.map((file) => join(folder, file)),
      models: { clip, clap },
      rounds,
      onRound: (round) =>
        progress.update(round + 0.5, rounds + 1, round === 0 ? 'warming up' : `round ${round}`),
    }).finally(() => progress.stop())
    await mkdir(out, { recursive: true })
    const machine = {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      commit: await currentCommit(),
    }
    const command = ['bench', 'embed', ...rawArgs].join(' ')
    const results = { command, machine, clip, clap, rows }
    await writeOutput(out, 'results.json', `${JSON.stringify(results, null, 2)}\n`)
    console.log(table(rows))
    console.log(`\nsaved in ${out}`)
  },
})

function table(rows: readonly EmbedRow[]): string {
  const bare = rows.find(({ way }) => way === 'bare')!
  return renderTable(
    ['', 'files', 'files/s', 'slowest', 'fastest', 'to bare'].map((title, c) => ({
      title,
      align: c === 0 ? 'left' : 'right',
    })),
    rows.map(({ way, pictures, sounds, seconds, perSecond }) => [
      way === 'embed' ? 'cmgsae embed' : 'bare transformers.js',
      String(pictures + sounds),
      perSecond.toFixed(1),
      ((pictures + sounds) / Math.max(...seconds)).toFixed(1),
      ((pictures + sounds) / Math.min(...seconds)).toFixed(1),
      `${(perSecond / bare.perSecond).toFixed(2)}×`,
    ]),
  )
}
