import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { bytesSource, openEmbeddings } from '@cmgsae/data'
import { writeNpy } from '@cmgsae/data/node'
import { unpackRun } from '@cmgsae/model'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { pairedEmbeddings } from '../testing/embeddings.ts'
import { png } from '../testing/png.ts'
import { cmgsae } from '../testing/run-command.ts'
import { runHere } from '../testing/run-here.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'

const path = temporaryFolder()
const [images, sounds] = pairedEmbeddings(40, [6, 4]) as [never, never]
const small = ['--latents', '16', '--k', '2', '--epochs', '2']

beforeAll(async () => {
  mkdirSync(path('app'))
  writeFileSync(path('app', 'index.html'), 'the app')
  mkdirSync(path('pictures'))
  for (let n = 0; n < 39; n++) writeFileSync(path('pictures', `${n}.png`), png(2, 6 * n, 9, 9))
  await writeNpy(path('image.npy'), images)
  await writeNpy(path('sound.npy'), sounds)
  // The last picture is not there.
  const rows = Array.from({ length: 40 }, (_, n) => `pictures/${n}.png,sample ${n},class ${n % 4}`)
  writeFileSync(path('list.csv'), ['image,caption,label', ...rows].join('\n'))
  const modality = ['image', 'sound'].flatMap((s) => ['--modality', `${s}=${path(`${s}.npy`)}`])
  const tables = ['--metadata', path('list.csv'), '--labels', `${path('list.csv')}:label`]
  const out = ['--out', path('run')]
  expect((await runHere(['train', ...modality, ...tables, ...small, ...out])).code).toBe(0)
})

afterAll(() => vi.unstubAllEnvs())

/** Views a run, hands its address to `look`, and ends it as Ctrl-C does. */
async function view(args: readonly string[], look: (origin: string) => Promise<void>) {
  let origin: string | undefined
  let failure: unknown
  const options = {
    env: { CMGSAE_APP: path('app') },
    onStdout(text: string, kill: (name: NodeJS.Signals) => void) {
      const found = /http:\/\/localhost:\d+/.exec(text)?.[0]
      if (origin !== undefined || found === undefined || !text.endsWith('\n')) return
      origin = found
      void look(found)
        .catch((error: unknown) => (failure = error))
        .finally(() => kill('SIGINT'))
    },
  }
  const finished = await cmgsae(['view', ...args, '--port', '0'], options)
  if (failure) throw failure
  expect(finished.code).toBe(0)
  return finished
}

const get = async (address: string) => new Uint8Array(await (await fetch(address)).arrayBuffer())
const json = async (address: string) => (await fetch(address)).json()

describe('view', () => {
  it('serves the app beside a run, its samples and their media, until Ctrl-C', async () => {
    const { stdout } = await view([path('run')], async (origin) => {
      expect(await (await fetch(`${origin}/`)).text()).toBe('the app')
      const { headers } = await fetch(`${origin}/`)
      expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp')

      const manifest = await json(`${origin}/run/view.json`)
      expect(manifest).toMatchObject({ format: 'cmgsae view', version: 1, title: 'run' })
      expect(Object.keys(manifest.embeddings)).toEqual(['image', 'sound'])
      const at = (place: string) => `${origin}/run/${place}`
      const x = await openEmbeddings(bytesSource('x.npy', await get(at(manifest.embeddings.image))))
      expect(await x.read(0, 40)).toEqual((images as { data: Float32Array }).data)
      const { model } = unpackRun(
        {
          'config.json': await get(at(`${manifest.run}config.json`)),
          'model.safetensors': await get(at(`${manifest.run}model.safetensors`)),
        },
        'run',
      )
      expect(model.modalities.map(({ name }) => name)).toEqual(['image', 'sound'])

      const samples = await json(at(manifest.samples))
      expect(samples.captions.slice(0, 2)).toEqual(['sample 0', 'sample 1'])
      expect(samples.classes[samples.labels[5]]).toBe('class 1')
      expect(samples.heldOut).toHaveLength(8)
      expect(Object.keys(samples.media)).toEqual(['image'])
      expect(samples.media.image[39]).toBeNull()
      const picture = await get(at(samples.media.image[7]))
      expect(Buffer.from(picture).equals(readFileSync(path('pictures', '7.png')))).toBe(true)
    })
    expect(stdout).toMatch(/samples +40\n +pictures +39, 1 not where they were: --root DIR\n/)
    expect(stdout).toMatch(/http:\/\/localhost:\d+\/#\/concepts\?run=served\n/)
  })

  it('steers for programs as the command does, and says what is wrong with what they ask', async () => {
    await view([path('run'), '--json'], async (origin) => {
      const post = (body: unknown, type = 'application/json') =>
        fetch(`${origin}/steer`, {
          method: 'POST',
          headers: { 'Content-Type': type },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        })
      const boosted = { kind: 'boost', name: 'class 1', amount: 1.5 }
      const edits = [boosted, { kind: 'suppress', name: '0' }]
      const asked = ['--boost', 'class 1=1.5', '--suppress', '0', '--json']
      for (const [sample, flags] of [
        [3, ['--sample', '3']],
        [undefined, []],
      ] as const) {
        const answer = await post({ edits, sample })
        expect(answer.status).toBe(200)
        const { stdout } = await runHere(['steer', path('run'), ...asked, ...flags])
        expect(await answer.json()).toEqual(JSON.parse(stdout))
      }
      const refused = async (body: unknown, said: RegExp) => {
        const answer = await post(body)
        expect(answer.status).toBe(400)
        expect(((await answer.json()) as { error: string }).error).toMatch(said)
      }
      await refused('{', /no JSON/)
      await refused([], /the request must be a JSON object/)
      await refused({ edits: [] }, /edits must be a list such as/)
      await refused({ edits: [boosted], sampel: 1 }, /there is no "sampel": only edits and sample/)
      await refused({ edits: [boosted], sample: -1 }, /sample is -1; it must be a row/)
      await refused({ edits: [boosted], sample: 40 }, /there is no sample 40: the run has 40/)
      await refused({ edits: [{ ...boosted, kind: 'add' }] }, /edits\[0\]\.kind is "add"; choose/)
      await refused({ edits: [{ ...boosted, amount: '2' }] }, /edits\[0\]\.amount is "2"/)
      await refused('{"edits":[{"kind":"boost","name":"0","amount":1e999}]}', /finite number/)
      await refused({ edits: [{ ...boosted, name: 'rain' }] }, /no group or class is called/)
      await refused({ edits: [{ kind: 'boost', name: '' }] }, /edits\[0\]\.name must be/)
      expect((await post('x'.repeat(1_000_001))).status).toBe(413)
      expect((await post({ edits }, 'text/plain')).status).toBe(415)
      expect((await fetch(`${origin}/steer`)).status).toBe(405)
    })
  })

  it('shows a part of many samples, and whose numbers hold together', async () => {
    await view([path('run'), '--samples', '10', '--json'], async (origin) => {
      const { captions, labels, classes, media } = await json(`${origin}/run/samples.json`)
      expect(captions).toHaveLength(10)
      const bytes = bytesSource('x.npy', await get(`${origin}/run/embeddings/0.npy`))
      const shown = await (await openEmbeddings(bytes)).read(0, 10)
      for (const [i, caption] of (captions as string[]).entries()) {
        const n = Number(caption.replace('sample ', ''))
        const { data } = images as { data: Float32Array }
        expect(shown.subarray(6 * i, 6 * i + 6)).toEqual(data.subarray(6 * n, 6 * n + 6))
        expect(classes[labels[i]]).toBe(`class ${n % 4}`)
        if (n === 39) continue
        const picture = await get(`${origin}/run/${media.image[i]}`)
        expect(Buffer.from(picture).equals(readFileSync(path('pictures', `${n}.png`)))).toBe(true)
      }
    })
  })

  it('shows the dictionary of a run whose samples are gone, and says so', async () => {
    mkdirSync(path('moved'))
    const config = readFileSync(path('run', 'config.json'), 'utf8')
    writeFileSync(path('moved', 'config.json'), config.replaceAll('image.npy', 'gone.npy'))
    writeFileSync(
      path('moved', 'model.safetensors'),
      readFileSync(path('run', 'model.safetensors')),
    )
    const { stderr } = await view([path('moved'), '--json'], async (origin) => {
      expect(await json(`${origin}/run/view.json`)).toMatchObject({ embeddings: {} })
      expect(await json(`${origin}/run/samples.json`)).toEqual({ heldOut: [], media: {} })
    })
    expect(stderr).toMatch(/gone\.npy: no such file.*; showing the dictionary without samples/)
  })

  it('refuses in one line what it cannot show', async () => {
    const refused = async (args: readonly string[], code: number, said: RegExp, app = 'app') => {
      vi.stubEnv('CMGSAE_APP', path(app))
      const found = await runHere(['view', ...args])
      expect(found.stderr.trimEnd().split('\n')).toHaveLength(1)
      expect(found.stderr).toMatch(said)
      expect(found).toMatchObject({ code, stdout: '' })
    }
    await refused([path('nothing')], 1, /nothing does not exist; give a folder that/)
    await refused([path('run'), '--modality', `image=${path('no.npy')}`], 1, /no\.npy: no such/)
    await refused([path('run')], 1, /pictures holds no index\.html; name a built app/, 'pictures')
    await refused([path('run'), '--port', '70000'], 2, /--port is "70000"; it must be/)
  })
})
