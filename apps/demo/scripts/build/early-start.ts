import type { Plugin, Rolldown } from 'vite'

/** What the page of a room is made of, by addresses relative to index.html. */
interface Parts {
  readonly engine: string
  readonly media: string
  readonly fonts: readonly string[]
  /** Code of each room besides that of all. */
  readonly rooms: Readonly<Record<string, readonly string[]>>
}

const ROOM = /\/src\/rooms\/([^/]+)\/room\.tsx$/

/**
 * Puts a script at the head of the built page that starts everything at once which would else wait
 * for one another: the workers with the run of the address, the room's code, the two type faces.
 */
export function earlyStart(): Plugin {
  return {
    name: 'cmgsae:early-start',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // Before the style sheet, which a script after it would wait for.
      handler: (html, { bundle }) =>
        html.replace(
          '</title>',
          (end) => `${end}\n    <script>${scriptOf(partsOf(bundle!))}</script>`,
        ),
    },
  }
}

const scriptOf = (parts: Parts) => `(${start.toString()})(${JSON.stringify(parts)})`

function partsOf(bundle: Rolldown.OutputBundle): Parts {
  const chunks = Object.values(bundle).filter((part) => part.type === 'chunk')
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const withImports = (file: string, found: Set<string>): Set<string> => {
    if (!found.has(file)) {
      found.add(file)
      for (const next of byFile.get(file)?.imports ?? []) withImports(next, found)
    }
    return found
  }
  const common = new Set<string>()
  for (const { fileName, isEntry } of chunks) if (isEntry) withImports(fileName, common)
  const rooms = chunks.flatMap(({ fileName, facadeModuleId }) => {
    const name = ROOM.exec(facadeModuleId ?? '')?.[1]
    if (name === undefined) return []
    return [[name, [...withImports(fileName, new Set())].filter((file) => !common.has(file))]]
  })
  const asset = (name: RegExp): string => {
    const found = Object.keys(bundle).find((file) => name.test(file))
    if (found === undefined) throw new Error(`nothing in the bundle is called like ${name.source}`)
    return found
  }
  return {
    engine: asset(/engine\.worker-.*\.js$/),
    media: asset(/media\.worker-.*\.js$/),
    fonts: [asset(/plex-sans-latin-wght-.*\.woff2$/), asset(/newsreader-latin-wght-.*\.woff2$/)],
    rooms: Object.fromEntries(rooms) as Parts['rooms'],
  }
}

/** Runs in the page as it stands here, before anything else; `src/early.ts` finds what it began. */
function start({ engine, media, fonts, rooms }: Parts): void {
  const at = (file: string) => new URL(file, document.baseURI).href
  const worker = (file: string) =>
    new Worker(at(file), { type: 'module', name: new URL('./', document.baseURI).href })
  const [path = '', search] = location.hash.slice(1).split('?')
  const early = { engine: worker(engine), media: undefined as Worker | undefined }
  const run = new URLSearchParams(search).get('run') ?? undefined
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  early.engine.postMessage({ call: -1, method: 'prepare', args: { run } })
  const room = path.split('/')[1] || 'home'
  const hint = (file: string, kind: Partial<HTMLLinkElement>) =>
    document.head.append(
      Object.assign(document.createElement('link'), { href: at(file), crossOrigin: '', ...kind }),
    )
  for (const file of rooms[room] ?? []) hint(file, { rel: 'modulepreload' })
  for (const file of fonts) hint(file, { rel: 'preload', as: 'font', type: 'font/woff2' })
  // These show no sample at first.
  if (room !== 'train' && room !== 'compare') early.media = worker(media)
  Object.assign(globalThis, { early })
}
