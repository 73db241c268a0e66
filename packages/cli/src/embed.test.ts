import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { loadPairs } from '@cmgsae/data/node'
import { encodeWav } from '@cmgsae/world'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from './embed/manifest.ts'
import { png } from './testing/png.ts'
import { cmgsae, type RunningOptions } from './testing/run-command.ts'
import { runHere } from './testing/run-here.ts'
import { temporaryFolder } from './testing/temporary-folder.ts'

const path = temporaryFolder()
const tiny = fileURLToPath(new URL('../../../tooling/tiny-models/models/', import.meta.url))
const models = ['--model', `${tiny}tiny-clip`, '--audio-model', `${tiny}tiny-clap`]

const tone = (hertz: number, seconds = 0.5) =>
  encodeWav(
    Float32Array.from({ length: 16_000 * seconds }, (_, i) =>
      Math.sin((2 * Math.PI * hertz * i) / 16_000),
    ),
    16_000,
  )

beforeAll(() => {
  for (const [name, red] of [
    ['red_things', 220],
    ['dark', 20],
  ] as const) {
    mkdirSync(path('pictures', name), { recursive: true })
    for (let n = 0; n < 120; n++)
      writeFileSync(path('pictures', name, `${n}.png`), png(8, red, n, 40))
  }
  mkdirSync(path('mixed'))
  writeFileSync(path('mixed', '1.png'), png(4, 200, 0, 0))
  writeFileSync(path('mixed', '1.wav'), tone(220))
  writeFileSync(path('mixed', '1.txt'), 'a red square hums')
  writeFileSync(path('mixed', '2.png'), png(4, 0, 200, 0))
  writeFileSync(path('mixed', '2.txt'), 'a green square')
  writeFileSync(path('mixed', '3.wav'), tone(440, 0.01))
  writeFileSync(path('mixed', '3.txt'), 'a short beep')
})

const manifestOf = (out: string) =>
  JSON.parse(readFileSync(path(out, 'manifest.json'), 'utf8')) as Manifest

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)!

const bytesIn = (out: string) =>
  Object.fromEntries(
    readdirSync(path(out), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const hash = createHash('sha256').update(readFileSync(`${parentPath}/${name}`))
        return [`${parentPath.slice(path(out).length)}/${name}`, hash.digest('hex')]
      }),
  )

describe('embed', () => {
  it('makes a set of a folder with classes that train takes by its name', async () => {
    const args = ['embed', path('pictures'), ...models, '--out', path('classes')]
    const { code, stdout, stderr } = await runHere(args)
    expect(stderr).toMatch(/pictures: 240 pictures → 240 samples in 2 folders as classes/)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^240 samples in .* samples\/s\)\n/)
    expect(stdout).toContain(`next     cmgsae train --pairs ${path('classes')}`)
    expect(manifestOf('classes')).toMatchObject({
      complete: true,
      rows: 240,
      settings: { dtype: 'fp32', device: 'cpu', 'text-tower': 'clip', 'shard-size': 4096 },
      modalities: [
        {
          name: 'image',
          model: 'tiny-clip:fp32',
          weights: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
        { name: 'text', model: 'tiny-clip:fp32', missing: 0 },
      ],
    })
    const { modalities, labels } = await loadPairs(path('classes'))
    expect(labels!.names).toEqual(['dark', 'red_things'])
    const text = modalities[1]!.embeddings
    const row = (n: number) => text.data.subarray(n * text.cols, (n + 1) * text.cols)
    // One prompt vector a class, of unit length, the same for all its samples.
    expect(row(119)).toEqual(row(0))
    expect(row(120)).not.toEqual(row(0))
    expect(Math.hypot(...row(0))).toBeCloseTo(1, 5)

    const brief = ['--epochs', '1', '--latents', '16', '--k', '2', '--out', path('run')]
    const trained = await runHere(['train', '--pairs', path('classes'), ...brief])
    expect(trained.code).toBe(0)
    expect(trained.stderr).toMatch(/240 samples \(image \d+, text \d+, 2 classes\)/)
    const scored = await runHere(['eval', path('run'), '--pairs', path('classes'), '--json'])
    expect(scored.code).toBe(0)
  })

  it('keeps what a sample lacks as missing, and texts in the space of either model', async () => {
    const out = [
      '--text-tower',
      'both',
      '--format',
      'parquet',
      '--out',
      path('mixed-set'),
      '--json',
    ]
    const { code, stdout } = await runHere(['embed', path('mixed'), ...models, ...out])
    expect(code).toBe(0)
    const model = (name: string) => `tiny-${name}:fp32`
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 3,
      skipped: 0,
      modalities: [
        { name: 'image', model: model('clip'), missing: 1 },
        { name: 'audio', model: model('clap'), missing: 1 },
        { name: 'text', model: model('clip'), missing: 0 },
        { name: 'audio_text', model: model('clap'), missing: 0 },
      ],
    })
    const { present, metadata } = await loadPairs(path('mixed-set'))
    expect([...present]).toEqual([1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1])
    expect(metadata!.rows[0]).toEqual({
      id: '1',
      image: '1.png',
      audio: '1.wav',
      text: 'a red square hums',
    })
  })

  it('reads a list by column, and skips what cannot be read by name', async () => {
    writeFileSync(path('empty.png'), '')
    writeFileSync(path('words.png'), 'no picture')
    writeFileSync(path('words.wav'), 'no sound')
    writeFileSync(
      path('list.csv'),
      'shot,line,what,n\nmixed/1.png,one,a,1\nempty.png,two,a,2\nwords.png,three,b,3\nnone.png,four,b,4\nmixed/2.png,five,b,5\n',
    )
    const columns = ['--image', 'shot', '--text', 'line', '--label', 'what']
    const args = ['embed', path('list.csv'), ...columns, ...models, '--out', path('listed')]
    const { code, stdout } = await runHere(args)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^2 of 5 samples/)
    expect(stdout).toContain(`skipped  3 inputs, listed in ${path('listed', 'skipped.jsonl')}`)
    const skips = readFileSync(path('listed', 'skipped.jsonl'), 'utf8').trimEnd().split('\n')
    expect(skips.map((line) => JSON.parse(line) as object)).toEqual([
      { sample: 1, modality: 'image', input: 'empty.png', reason: 'it is empty (0 bytes)' },
      {
        sample: 2,
        modality: 'image',
        input: 'words.png',
        reason: expect.stringMatching(/^is not an image that can be read: /),
      },
      { sample: 3, modality: 'image', input: 'none.png', reason: 'no such file' },
    ])
    const { metadata, labels } = await loadPairs(path('listed'))
    expect(metadata!.rows).toEqual(
      [
        { shot: 'mixed/1.png', line: 'one', what: 'a', n: 1 },
        { shot: 'mixed/2.png', line: 'five', what: 'b', n: 5 },
      ].map((row) => ({ ...row, n: String(row.n) })),
    )
    expect(labels!.names).toEqual(['a', 'b'])

    writeFileSync(path('sounds.jsonl'), '{"audio":"words.wav"}\n{"audio":"empty.png"}\n')
    const none = await runHere(['embed', path('sounds.jsonl'), ...models, '--out', path('none')])
    expect(none.code).toBe(1)
    expect(lastLine(none.stderr)).toMatch(
      /^cmgsae: none of the 2 samples can be embedded \(words.wav: no wav, flac, ogg/,
    )
  })

  it('embeds by a server as well, which may end the run but not a file', async () => {
    const asked: { model: string; input: string[]; modality?: string }[] = []
    let down = false
    const server = createServer(async (request, response) => {
      const body = JSON.parse((await request.toArray()).join('')) as (typeof asked)[number]
      asked.push(body)
      const data = body.input.map((text, index) => ({ index, embedding: [text.length, 1] }))
      response.writeHead(down ? 401 : 200).end(JSON.stringify({ data }))
    })
    await new Promise<void>((resolve) => void server.listen(0, resolve))
    const { port } = server.address() as AddressInfo
    const args = ['embed', path('mixed'), '--server', `http://127.0.0.1:${port}`]
    const names = ['--model', 'their-clip', '--audio-model', 'their-clap']
    try {
      const { code, stdout } = await runHere([...args, ...names, '--out', path('served'), '--json'])
      expect(code).toBe(0)
      expect(JSON.parse(stdout)).toMatchObject({
        rows: 3,
        modalities: [
          { name: 'image', width: 2, model: 'their-clip', missing: 1 },
          { name: 'audio', width: 2, model: 'their-clap', missing: 1 },
          { name: 'text', width: 2, model: 'their-clip' },
        ],
      })
      const picture = Buffer.from(png(4, 200, 0, 0)).toString('base64')
      expect(asked.flatMap(({ input }) => input)).toContain(`data:image/png;base64,${picture}`)

      down = true
      const refused = await runHere([...args, ...names, '--out', path('unserved')])
      expect(refused.code).toBe(1)
      expect(lastLine(refused.stderr)).toMatch(/^cmgsae: .*127.0.0.1:\d+.* answered 401/)
    } finally {
      server.close()
    }
    const nameless = await runHere([...args, '--out', path('unserved')])
    expect(lastLine(nameless.stderr)).toMatch(/--server needs --model NAME, a model that it has/)
    expect(existsSync(path('unserved'))).toBe(false)
  })

  it('says in one line that the hub cannot be reached, and what to do', async () => {
    const from = ['--hub', 'http://127.0.0.1:9/', '--cache', path('cache'), '--out', path('far')]
    const { code, stderr } = await runHere(['embed', path('pictures'), ...from])
    expect(code).toBe(1)
    const said = stderr.split('\n').filter((line) => line.startsWith('cmgsae: '))
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/127.0.0.1:9 cannot be reached .* Xenova\/clip-vit-base-patch32/)
    expect(said[0]).toMatch(/\(here: --model FOLDER, --cache DIR\)$/)
    expect(existsSync(path('far'))).toBe(false)
  })

  it.each([
    [['none.csv'], 1, /none.csv: no such file or folder/],
    [['pictures', '--model', 'no folder'], 1, /--model no folder: there is no such folder/],
    [['mixed', '--template', 'a {}'], 2, /--template is for the names of classes/],
    [['pictures', '--template', 'a'], 2, /--template "a" has no {}, where the class's name goes/],
    [
      ['pictures', '--server', 'http://x', '--dtype', 'q8'],
      2,
      /--dtype is about models that run here/,
    ],
    [['pictures', '--out'], 2, /--out needs a value/],
  ] as const)('refuses %j', async ([source, ...rest], expected, said) => {
    const out = rest.includes('--out' as never) ? [] : ['--out', path('refused')]
    const { code, stderr } = await runHere([
      'embed',
      path(source),
      ...models.slice(rest[0] === '--model' ? 2 : 0),
      ...rest,
      ...out,
    ])
    expect(lastLine(stderr)).toMatch(said)
    expect(code).toBe(expected)
    expect(existsSync(path('refused'))).toBe(false)
  })
})

describe('an interrupted embed', () => {
  const args = (out: string, ...rest: string[]) =>
    ['embed', path('pictures'), '--out', path(out), '--shard-size', '24'].concat(models, rest)

  /** Sends a signal once two of the ten shards are whole. */
  const after = (out: string, signal: NodeJS.Signals): RunningOptions => {
    let watching: NodeJS.Timeout | undefined
    return {
      onStderr(_, kill) {
        watching ??= setInterval(() => {
          if (!existsSync(path(out, 'manifest.json')) || manifestOf(out).shards.length < 2) return
          clearInterval(watching)
          kill(signal)
        }, 2)
      },
    }
  }

  it('goes on after SIGKILL and SIGINT to the same bytes', { timeout: 120_000 }, async () => {
    expect((await runHere(args('whole'))).code).toBe(0)

    const killed = await cmgsae(args('killed'), after('killed', 'SIGKILL'))
    expect(killed.code).toBe(null)
    expect(manifestOf('killed').complete).toBe(false)
    expect(
      lastLine((await runHere(['train', '--pairs', path('killed'), '--out', path('no')])).stderr),
    ).toMatch(/killed is unfinished: run the command that began it once more$/)
    const revived = await runHere(args('killed'))
    expect(revived.stderr).toContain('going on with')
    expect(bytesIn('killed')).toEqual(bytesIn('whole'))

    const stopped = await cmgsae(args('stopped'), after('stopped', 'SIGINT'))
    expect(stopped.code).toBe(130)
    expect(lastLine(stopped.stderr)).toMatch(
      /^cmgsae: stopped, \d+ of 240 samples are saved; the same command goes on$/,
    )
    const other = await runHere(args('stopped', '--batch', '4'))
    expect(other.code).toBe(1)
    expect(lastLine(other.stderr)).toMatch(
      /stopped was begun with --batch 16, this is --batch 4: --force begins anew, or give another --out$/,
    )
    expect((await runHere(args('stopped'))).code).toBe(0)
    expect(bytesIn('stopped')).toEqual(bytesIn('whole'))

    const again = await runHere(args('stopped'))
    expect(again.code).toBe(0)
    expect(again.stderr).toContain('is finished; --force makes it anew')
    utimesSync(path('pictures', 'dark', '0.png'), 1, 1)
    expect(lastLine((await runHere(args('stopped'))).stderr)).toMatch(
      /begun with other inputs \(files, texts or metadata have changed\): --force replaces it/,
    )
    const anew = await runHere(args('stopped', '--force'))
    expect(anew.code).toBe(0)
    expect(manifestOf('stopped').inputs).not.toBe(manifestOf('whole').inputs)
    expect(manifestOf('stopped').shards).toEqual(manifestOf('whole').shards)
  })
})
