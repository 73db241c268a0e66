import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom, matrix } from '@cmgsae/tensor'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createModel } from '../autoencoder.ts'
import { ModelError } from '../errors.ts'
import { preset } from '../presets/index.ts'
import { override } from '../recipe.ts'
import { train } from '../train.ts'
import type { TrainingState } from '../training-state.ts'
import type { Run } from '../run-files.ts'
import { loadRun, saveRun } from './run.ts'

const random = createRandom(4)
const samples = (width: number) =>
  matrix(
    40,
    width,
    Float32Array.from({ length: 40 * width }, () => random.normal()),
  )
const data = {
  modalities: [
    { name: 'image', embeddings: samples(6) },
    { name: 'text', embeddings: samples(5) },
  ],
}
const recipe = override(preset('cmgsae'), {
  latents: 16,
  activation: { kind: 'topK', k: 2 },
  groups: { kind: 'contiguous', size: 4 },
  training: { epochs: 3, batch: 16, validation: 0.2, patience: 2 },
})

async function trained(seed = 0): Promise<Run> {
  const { state, history } = await train(data, { recipe, seed })
  return { model: state, seed, history, info: { files: ['a.npy'] } }
}

async function halfTrained(): Promise<Run> {
  const abort = new AbortController()
  let training: TrainingState | undefined
  await train(data, {
    recipe,
    signal: abort.signal,
    onProgress: ({ step }) => step === 3 && abort.abort(),
    onCheckpoint: async (state) => {
      training = state
    },
  }).catch(() => {})
  return {
    model: training!.model,
    seed: 0,
    history: training!.history,
    info: {},
    training: training!,
  }
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cmgsae-run-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const file = (name: string) => join(folder, 'run', name)
const run = () => join(folder, 'run')

describe('runs', () => {
  it('come back as they were saved and encode alike', async () => {
    const saved = await trained()
    await saveRun(run(), saved)
    const loaded = await loadRun(run())
    expect(loaded).toEqual(saved)
    const x = { image: data.modalities[0]!.embeddings }
    const codes = await createModel(loaded.model).encode(x)
    expect(codes).toEqual(await createModel(saved.model).encode(x))
  })

  it('keep the state of unfinished training, which goes on to the same bytes', async () => {
    const half = await halfTrained()
    await saveRun(run(), half)
    const loaded = await loadRun(run())
    expect(loaded.training).toEqual(half.training)
    const { state } = await train(data, { recipe, resume: loaded.training! })
    expect(state).toEqual((await trained()).model)
    await saveRun(run(), { ...half, model: state, training: undefined as never })
    await expect(readFile(file('training.safetensors'))).rejects.toThrow('ENOENT')
  })

  it('of before a recipe had some field are read as they were trained, and go on', async () => {
    await saveRun(run(), await halfTrained())
    const config = JSON.parse(await readFile(file('config.json'), 'utf8'))
    delete config.recipe.start
    delete config.recipe.training.encoderRate
    await writeFile(file('config.json'), JSON.stringify(config))
    const { model, training } = await loadRun(run())
    expect(model.recipe.start).toEqual({ kind: 'random' })
    const resumed = await train(data, { recipe: model.recipe, resume: training! })
    expect(resumed.state).toEqual((await trained()).model)
  })

  it('are readable after a kill between any two renames', async () => {
    const [first, second] = [await halfTrained(), { ...(await halfTrained()), seed: 9 }]
    const other: Run = { ...second, model: (await trained(5)).model }
    const names = ['training.safetensors', 'model.safetensors', 'config.json']
    for (let renamed = 0; renamed <= names.length; renamed++) {
      await rm(run(), { recursive: true, force: true })
      await saveRun(run(), other)
      for (const name of names) await rename(file(name), file(`${name}.kept`))
      await saveRun(run(), first)
      // As after a kill: the new set is complete under .next, and only some of it is in place.
      for (const [i, name] of names.entries()) {
        await rename(file(`${name}.kept`), file(i < renamed ? name : `${name}.next`))
      }
      const { seed } = await loadRun(run())
      expect(seed).toBe(renamed === 0 ? first.seed : 9)
    }
  })

  it('killed in mid-save leave the previous one readable', { timeout: 60_000 }, async () => {
    await saveRun(run(), await trained())
    const script = join(folder, 'save-forever.ts')
    await writeFile(
      script,
      `import { loadRun, saveRun } from ${JSON.stringify(new URL('./run.ts', import.meta.url).pathname)}
       const run = await loadRun(process.argv[2])
       console.log('ready')
       for (let seed = 1; ; seed++) {
         run.model.parameters.bias.fill(seed)
         await saveRun(process.argv[2], { ...run, seed })
       }`,
    )
    for (const delay of [3, 11, 19, 27, 41]) {
      const child = spawn(process.execPath, [script, run()])
      await new Promise((resolve) => child.stdout.once('data', resolve))
      await new Promise((resolve) => setTimeout(resolve, delay))
      child.kill('SIGKILL')
      await new Promise((resolve) => child.once('exit', resolve))
      const { seed, model } = await loadRun(run())
      if (seed > 0) expect(model.parameters.bias[0]).toBe(seed)
    }
  })

  it('that do not fit on the disk are refused in one line, the previous one intact', async () => {
    await saveRun(run(), await trained())
    const script = join(folder, 'save.ts')
    await writeFile(
      script,
      `import { loadRun, saveRun } from ${JSON.stringify(new URL('./run.ts', import.meta.url).pathname)}
       process.on('SIGXFSZ', () => {})
       const run = await loadRun(process.argv[2])
       await saveRun(process.argv[2], { ...run, seed: 1 }).catch((error) => console.log(error.message))`,
    )
    const limited = `ulimit -f 1; '${process.execPath}' --no-warnings '${script}' '${run()}'`
    const said = execFileSync('sh', ['-c', limited], { encoding: 'utf8' })
    expect(said).toMatch(/^cannot save to .*run: the file would be larger than allowed here\n$/)
    expect((await loadRun(run())).seed).toBe(0)
  })

  it.each([
    ['a folder that is not there', async () => {}, /does not exist; give a folder/],
    ['a file', () => writeFile(run(), 'x'), /is a file/],
    [
      'a foreign config',
      async () => {
        await saveRun(run(), await trained())
        await writeFile(file('config.json'), '{"model_type": "clip"}')
      },
      /was not written by cmgsae/,
    ],
    [
      'a truncated config',
      async () => {
        await saveRun(run(), await trained())
        await writeFile(file('config.json'), '{"format": "cmg')
      },
      /is not complete JSON/,
    ],
    [
      'a newer format',
      async () => {
        await saveRun(run(), await trained())
        const config = JSON.parse(await readFile(file('config.json'), 'utf8'))
        await writeFile(file('config.json'), JSON.stringify({ ...config, version: 99 }))
      },
      /format version 99, newer than the 1 this version reads: upgrade/,
    ],
    [
      'truncated weights',
      async () => {
        await saveRun(run(), await trained())
        const bytes = await readFile(file('model.safetensors'))
        await writeFile(file('model.safetensors'), bytes.subarray(0, bytes.length - 100))
      },
      /truncated/,
    ],
    [
      'foreign weights',
      async () => {
        await saveRun(run(), await trained())
        await writeFile(file('model.safetensors'), Buffer.from('hello, I am a text file'))
      },
      /not a safetensors file/,
    ],
    [
      "another run's weights",
      async () => {
        await saveRun(run(), await trained(1))
        const weights = await readFile(file('model.safetensors'))
        await saveRun(run(), await trained())
        await writeFile(file('model.safetensors'), weights)
      },
      /is missing or belongs to another config\.json/,
    ],
  ] as [string, () => Promise<void>, RegExp][])('refuse %s', async (_, arrange, message) => {
    await arrange()
    const refused = loadRun(run())
    await expect(refused).rejects.toThrow(message)
    await expect(refused).rejects.toSatisfy(ModelError.isInstance)
  })

  it('refuse to be saved where a file is', async () => {
    await writeFile(run(), 'x')
    await expect(saveRun(run(), await trained())).rejects.toThrow(/it is a file, not a folder/)
    expect(await readFile(run(), 'utf8')).toBe('x')
  })
})
