import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { writeNpy } from '@cmgsae/data/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { pairedEmbeddings } from './testing/embeddings.ts'
import { runHere } from './testing/run-here.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const path = temporaryFolder()

beforeAll(async () => {
  const [a, b] = pairedEmbeddings(1500, [8, 6]) as [never, never]
  await writeNpy(path('a.npy'), a)
  await writeNpy(path('b.npy'), b)
  const [short] = pairedEmbeddings(1400, [6])
  await writeNpy(path('short.npy'), short!)
  writeFileSync(path('text.npy'), 'these are no embeddings, but words\n')
  writeFileSync(path('truncated.npy'), readFileSync(path('a.npy')).subarray(0, 20_000))
  const [broken] = pairedEmbeddings(1500, [8])
  broken!.data[1234 * 8 + 3] = NaN
  await writeNpy(path('nan.npy'), broken!)
  writeFileSync(path('labels.json'), JSON.stringify(Array.from({ length: 7 }, () => 'dog')))
  writeFileSync(path('occupied'), 'a file')
})

const pair = (a: string, b = 'b.npy') => [
  '--modality',
  `x=${path(a)}`,
  '--modality',
  `y=${path(b)}`,
]

/** Expects one error line that says all of `said`, nothing on stdout, and no run left behind. */
async function refused(args: readonly string[], code: number, ...said: (string | RegExp)[]) {
  const result = await runHere(args)
  const lines = result.stderr.trimEnd().split('\n')
  expect(lines.at(-1)).toMatch(/^cmgsae: /)
  expect(lines.filter((line) => line.startsWith('cmgsae: '))).toHaveLength(1)
  expect(result.stderr).not.toMatch(/^\s+at /m)
  for (const text of said) expect(lines.at(-1)).toMatch(text)
  expect(result.stdout).toBe('')
  expect(result.code).toBe(code)
  expect(existsSync(path('run'))).toBe(false)
}

const out = () => ['--out', path('run')]

describe('train refuses', () => {
  it('a text file renamed .npy', () =>
    refused(['train', ...pair('text.npy'), ...out()], 1, 'text.npy', /these are no emb/))

  it('a truncated .npy', () =>
    refused(['train', ...pair('truncated.npy'), ...out()], 1, /truncated\.npy/))

  it('mismatched rows', () =>
    refused(['train', ...pair('a.npy', 'short.npy'), ...out()], 1, /1500/, /1400/))

  it('a NaN in row 1,234', () =>
    refused(['train', ...pair('nan.npy'), ...out()], 1, /nan\.npy/, /row 1234/, /NaN/))

  it('labels of the wrong length', () =>
    refused(
      ['train', ...pair('a.npy'), '--labels', path('labels.json'), ...out()],
      1,
      /7 labels/,
      /1500/,
    ))

  it('--modality without =', () =>
    refused(['train', '--modality', path('a.npy'), ...out()], 2, /NAME=FILE/, /train --help/))

  it('an unknown preset, with near matches', () =>
    refused(['train', ...pair('a.npy'), '--preset', 'cmgase', ...out()], 1, /did you mean cmgsae/))

  it('an output folder that is a file', () =>
    refused(['train', ...pair('a.npy'), '--out', path('occupied')], 1, /occupied is a file/))

  it('an output folder with other contents', () =>
    refused(['train', ...pair('a.npy'), '--out', path()], 1, /holds no run/))

  it('a missing file', () =>
    refused(['train', ...pair('nowhere.npy'), ...out()], 1, /nowhere\.npy: no such file/))

  it('an unknown recipe field, with near matches', () =>
    refused(
      ['train', '--world', '--set', 'training.clipp=1', ...out()],
      1,
      /training\.clipp; did you mean clip/,
    ))

  it('a value of the wrong type for a recipe field', () =>
    refused(
      ['train', '--world', '--set', 'tied=maybe', ...out()],
      1,
      /tied is "maybe".*true or false/,
    ))

  it('no data at all', () => refused(['train', ...out()], 2, /--modality NAME=FILE/, /--world/))

  it('a run to resume that is not there', () =>
    refused(['train', '--resume', ...out()], 1, /does not exist/))

  it('a run to fill in by that is not there, or beside files of its own', async () => {
    await refused(['train', '--fill', path('nowhere'), ...out()], 1, /nowhere does not exist/)
    await refused(
      ['train', '--fill', path('nowhere'), ...pair('a.npy'), ...out()],
      2,
      /--fill and --modality exclude each other/,
    )
  })

  it('a run to fill in by whose samples lack nothing', async () => {
    const [full, filled] = [path('full-run'), path('filled-run')]
    const small = [
      '--world',
      '--world-samples',
      '60',
      '--latents',
      '16',
      '--k',
      '2',
      '--epochs',
      '1',
    ]
    await runHere(['train', ...small, '--out', full])
    await refused(['train', '--fill', full, '--out', filled], 1, /no training sample lacks/)
    await refused(['train', '--fill', full, '--out', full], 2, /--fill and --out are both/)
  })
})

describe('the command line', () => {
  it('refuses an unknown command with a hint', () =>
    refused(['trian'], 2, /unknown command "trian"; did you mean train/, /cmgsae --help/))

  it('refuses an unknown option with a hint', () =>
    refused(['train', '--latnets', '8'], 2, /--latnets.*did you mean --latents/, /train --help/))

  it('refuses an option without its value', () =>
    refused(['train', '--out', '--world'], 2, /--out needs a value: --out RUN/))

  it('refuses a number out of range', () =>
    refused(
      ['train', '--world', '--k', '1.5', ...out()],
      2,
      /--k is "1\.5"; it must be a whole number/,
    ))

  it('refuses a run that is none', () =>
    refused(['eval', path('occupied')], 1, /occupied is a file/))

  it('leaves no temporary file', () => {
    expect(readdirSync(path()).filter((name) => /tmp|next/.test(name))).toEqual([])
  })
})

describe('help', () => {
  it('lists the commands', async () => {
    const { code, stdout } = await runHere(['--help'])
    expect(code).toBe(0)
    for (const name of ['train', 'eval', 'encode', 'inspect', 'steer', 'convert', 'doctor']) {
      expect(stdout).toMatch(new RegExp(`^  ${name} +\\S`, 'm'))
    }
  })

  it.each(['train', 'eval', 'encode', 'inspect', 'steer', 'convert', 'doctor'])(
    '%s --help teaches with an example and names the exit codes',
    async (name) => {
      const { code, stdout, stderr } = await runHere([name, '--help'])
      expect(code).toBe(0)
      expect(stderr).toBe('')
      expect(stdout).toMatch(new RegExp(`Examples\\n  cmgsae ${name}\\b`))
      expect(stdout).toContain('--json')
      expect(stdout).toContain('130 stopped by Ctrl-C')
    },
  )

  it('prints the version', async () => {
    const { code, stdout } = await runHere(['--version'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('exits 2 without a command', async () => {
    expect((await runHere([])).code).toBe(2)
  })
})
