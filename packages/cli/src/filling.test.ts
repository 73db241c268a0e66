import { readFileSync } from 'node:fs'
import { writeNpy } from '@cmgsae/data/node'
import { expect, it } from 'vitest'
import { pairedEmbeddings } from './testing/embeddings.ts'
import { cmgsae } from './testing/run-command.ts'
import { runHere } from './testing/run-here.ts'
import { stopWith } from './testing/stop-with.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const path = temporaryFolder()
const settings = ['--latents', '64', '--k', '8', '--batch', '32', '--checkpoint-seconds', '0.1']
const weights = (run: string) => readFileSync(path(run, 'model.safetensors'))
const relaxed = { env: { CMGSAE_VARIANT: 'relaxed' } }
const plain = { env: { CMGSAE_VARIANT: 'plain' } }

/** Samples have a and b, or b and c. */
async function writeFiles(): Promise<string[]> {
  const files: string[] = []
  for (const [s, matrix] of pairedEmbeddings(600, [16, 12, 10]).entries()) {
    const name = 'abc'[s]!
    await writeNpy(path(`whole-${name}.npy`), matrix)
    for (let n = 0; n < matrix.rows; n++) {
      const lacking = (n >> 2) % 2 === 0 ? 2 : 0
      if (s === lacking) matrix.data.fill(NaN, n * matrix.cols, (n + 1) * matrix.cols)
    }
    await writeNpy(path(`${name}.npy`), matrix)
    files.push('--modality', `${name}=${path(`${name}.npy`)}`)
  }
  return files
}

it(
  'a run on what another predicts predicts what never met, and ends in the same bytes after a kill',
  { timeout: 120_000 },
  async () => {
    const files = await writeFiles()
    const asked = ['--allow-missing', '--epochs', '20', '--out', path('half')]
    const half = await runHere(['train', ...files, ...settings, ...asked])
    expect(half.code).toBe(0)

    const fill = ['train', '--fill', path('half'), ...settings, '--epochs', '60']
    const whole = await cmgsae([...fill, '--out', path('whole')], relaxed)
    expect(whole.stderr).toMatch(/half predicts what training samples lack: a of 240, c of 240\n/)
    expect(whole.stderr).toMatch(/; 120 held out, split by 600 distinct a rows\n/)
    expect(whole.code).toBe(0)
    const held = JSON.parse((await runHere(['eval', path('whole'), '--json'])).stdout)
    expect(held.samples).toBe(120)
    const samples = held.reconstruction.modalities.map((m: { samples: number }) => m.samples)
    expect(samples).toEqual([60, 120, 60])

    const never = async (run: string) => {
      const pair = ['a', 'c'].flatMap((name) => [
        '--modality',
        `${name}=${path(`whole-${name}.npy`)}`,
      ])
      const { stdout } = await runHere(['eval', path(run), ...pair, '--json'])
      return JSON.parse(stdout).predictions[0].fve as number
    }
    expect(await never('whole')).toBeGreaterThan((await never('half')) + 0.1)

    const stopped = await cmgsae([...fill, '--out', path('stopped')], {
      ...stopWith('SIGKILL'),
      ...relaxed,
    })
    expect(stopped.code).toBe(null)
    const resume = ['train', '--resume', '--out', path('stopped')]
    const resumed = await cmgsae(resume, plain)
    expect(resumed.code).toBe(0)
    expect(weights('stopped').equals(weights('whole'))).toBe(true)
  },
)
