import { DataError } from '@cmgsae/data'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createWorld, encodeWav, rasterise, SAMPLE_RATE } from '@cmgsae/world'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compareEmbedding } from './compare.ts'

const tiny = (name: string) =>
  fileURLToPath(new URL(`../../../../tooling/tiny-models/models/${name}`, import.meta.url))
const models = { clip: tiny('tiny-clip'), clap: tiny('tiny-clap') }

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-embed-'))
  const { svg, sound } = createWorld({ seed: 1 }).sample(2)
  await writeFile(join(folder, 'a.png'), await rasterise(svg!, { size: 64 }))
  await writeFile(join(folder, 'a.wav'), encodeWav(sound!, SAMPLE_RATE))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('times the command and the bare loop over the same files', { timeout: 60_000 }, async () => {
  const files = ['a.png', 'a.wav'].map((file) => join(folder, file))
  const rounds: number[] = []
  const onRound = (round: number) => rounds.push(round)
  const rows = await compareEmbedding({ folder, files, models, rounds: 1, onRound })
  expect(rounds).toEqual([0, 1])
  for (const [i, way] of ['embed', 'bare'].entries()) {
    const { seconds, perSecond, ...rest } = rows[i]!
    expect(rest).toEqual({ way, pictures: 1, sounds: 1 })
    expect(seconds).toHaveLength(1)
    expect(perSecond).toBeCloseTo(2 / seconds[0]!, 9)
  }
})

it('says why the command failed', async () => {
  const missing = { ...models, clap: join(folder, 'no-model') }
  const files = [join(folder, 'a.wav')]
  const compared = compareEmbedding({ folder, files, models: missing, rounds: 1 })
  await expect(compared).rejects.toThrow(DataError)
  await expect(compared).rejects.toThrow(/^cmgsae embed failed: .*no-model/)
})
