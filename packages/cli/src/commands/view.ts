import { basename, resolve } from 'node:path'
import { DataError } from '@cmgsae/data'
import { loadRun } from '@cmgsae/model/node'
import type { Run } from '@cmgsae/model'
import { defineCommand, type Values } from '../args/command.ts'
import { CliError } from '../errors.ts'
import { isUrl } from '../embed/list-items.ts'
import { withSamples, type OpenedRun } from '../run/open-run.ts'
import { readRunInfo } from '../run/run-info.ts'
import { namesFiles, runSamples, type RunSamples } from '../run/run-samples.ts'
import { sourceOptions } from '../samples/source.ts'
import { formatCount } from '../terminal/format.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { findApp } from '../view/find-app.ts'
import { folderResources } from '../view/folder-resources.ts'
import { openBrowser } from '../view/open-browser.ts'
import { serve } from '../view/serve.ts'
import { steerHandler } from '../view/steer-handler.ts'
import { untilStopped } from '../view/until-stopped.ts'
import { viewRun, type ViewedRun } from '../view/view-run.ts'

const PORT = 4781
/** What a browser holds with ease. */
const MOST = 20_000

const viewOptions = {
  port: {
    type: 'number',
    hint: 'N',
    whole: true,
    min: 0,
    max: 65_535,
    about: `port to serve at; default ${PORT}, or a free one where that is taken`,
  },
  open: {
    type: 'flag',
    about: 'open the browser, as it is done on a terminal; --no-open only prints the address',
  },
  samples: {
    type: 'number',
    hint: 'N',
    whole: true,
    min: 1,
    about: `samples to show, drawn at random where there are more; default ${MOST}`,
  },
  root: {
    type: 'text',
    hint: 'DIR',
    about: 'folder that the paths of pictures and sounds are relative to, where they have moved',
  },
  ...sourceOptions,
  json: { type: 'flag', about: 'print the address and what is served as JSON' },
} as const

export const view = defineCommand({
  name: 'view',
  about: 'Open a run in the browser: see, hear, search and steer its concepts.',
  positionals: ['RUN'],
  examples: [
    'cmgsae view runs/photos',
    'cmgsae view runs/photos --no-open --port 8080',
    'cmgsae view runs/photos --root /mnt/photos',
    'cmgsae view runs/first --modality image=new.npy --metadata new.csv',
  ],
  details: [
    'Serves the app, the run and its samples on this machine alone, until Ctrl-C (exit code 0).',
    '',
    'Pictures and sounds are those that the set of --pairs, or the table of --metadata, names in columns',
    'such as image, audio or path. Nothing but these files and the app can be asked for. A run whose',
    'embeddings are gone is shown without samples.',
    '',
    'Programs steer it by POST /steer with {"edits": [{"kind": "boost", "name": "dog", "amount": 2}],',
    '"sample": 17} as application/json; the answer is what cmgsae steer --json prints.',
  ],
  options: viewOptions,
  async run({ options, positionals, terminal }) {
    const path = positionals[0]!
    const run = await loadRun(path)
    const app = await findApp()
    if (run.training) terminal.warn(`${path} is unfinished: this is the model as it stands`)
    const shown = await samplesOf(path, run, options, terminal)
    const viewed = await viewRun(run, shown, {
      title: basename(resolve(path)),
      most: options.samples ?? MOST,
      root: options.root,
    })
    const server = await serve(
      new Map([...(await folderResources(app, '/')), ...viewed.resources]),
      {
        port: options.port ?? PORT,
        orOther: options.port === undefined,
        headers: isolation(viewed),
        post: new Map([['/steer', steerHandler(() => opened(path, run, shown))]]),
      },
    )
    const address = `${server.origin}/#/concepts?run=served`
    terminal.print(
      options.json
        ? JSON.stringify({ address, ...summary(viewed) }, null, 2)
        : render(path, address, viewed, shown, terminal),
    )
    if (options.open ?? (process.stdout.isTTY && !options.json)) openBrowser(address)
    await untilStopped()
    await server.close()
  },
})

async function opened(path: string, run: Run, shown: RunSamples | undefined): Promise<OpenedRun> {
  if (shown) return withSamples(path, run, readRunInfo(run.info, path), shown)
  throw new CliError('this run is shown without its samples, and there is nothing to steer')
}

/** Without its samples a run is still worth a look, unless they were asked for. */
async function samplesOf(
  path: string,
  run: Run,
  flags: Values<typeof viewOptions>,
  terminal: Terminal,
): Promise<RunSamples | undefined> {
  try {
    return await runSamples(path, run, () => readRunInfo(run.info, path), flags, terminal)
  } catch (error) {
    const asked = namesFiles(flags) || flags.labels !== undefined || flags.metadata !== undefined
    if (asked || !(CliError.isInstance(error) || DataError.isInstance(error))) throw error
    terminal.warn(`${error.message}; showing the dictionary without samples`)
    return undefined
  }
}

/** Shared memory for threads; pictures from the web need the looser form of it. */
function isolation({ media }: ViewedRun): Record<string, string> {
  const web = media.some(({ files }) => files.some((file) => file !== null && isUrl(file)))
  return {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': web ? 'credentialless' : 'require-corp',
  }
}

function summary({ samples, media, encoders }: ViewedRun) {
  return {
    samples,
    media: Object.fromEntries(
      media.map(({ kind, files, lost }) => [kind, { shown: files.filter(Boolean).length, lost }]),
    ),
    encoders,
  }
}

const words = { image: 'pictures', audio: 'sounds' } as const

function render(
  path: string,
  address: string,
  { samples, media, encoders }: ViewedRun,
  shown: RunSamples | undefined,
  { style }: Terminal,
): string {
  const all = shown?.samples.count ?? 0
  const of = samples < all ? ` of ${formatCount(all)}, drawn at random` : ''
  const lines = media.map(({ kind, files, lost }) => {
    const gone = lost > 0 ? `, ${formatCount(lost)} not where they were: --root DIR` : ''
    return `  ${words[kind].padEnd(9)} ${formatCount(files.filter(Boolean).length)}${gone}`
  })
  return [
    style.bold(path),
    ...(shown ? [`  samples   ${formatCount(samples)}${of}`, ...lines] : []),
    ...(encoders.length > 0 ? [`  takes     your own ${encoders.join(', ')}`] : []),
    '',
    `  ${style.cyan(address)}`,
    '',
    '  Ctrl-C ends it.',
  ].join('\n')
}
