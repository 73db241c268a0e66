import type { Transformers } from '../transformers.ts'

type Files = ReadonlyMap<string, Uint8Array>
type Fetch = Transformers['env']['fetch']

const served = new Map<string, Files>()
const hooks = new WeakMap<object, { readonly hook: Fetch; readonly before: Fetch; users: number }>()
let count = 0

/**
 * Lets transformers.js load a model from memory under a name of its own, which no other model
 * shares: its `env.fetch` answers for that name and passes everything else on. The hook stays for
 * as long as something is served.
 */
export function serveFromMemory(
  env: Transformers['env'],
  files: Files,
): { readonly source: string; close(): void } {
  const source = `cmgsae-memory/${count++}`
  served.set(source, files)
  const before = env.fetch
  const installed = hooks.get(env) ?? {
    hook: (url, init) => answer(String(url)) ?? before(url, init),
    before,
    users: 0,
  }
  if (installed.users++ === 0) env.fetch = installed.hook
  hooks.set(env, installed)
  return {
    source,
    close() {
      served.delete(source)
      if (--installed.users > 0) return
      hooks.delete(env)
      if (env.fetch === installed.hook) env.fetch = installed.before
    },
  }
}

/** The file behind an address such as https://hub/cmgsae-memory/3/resolve/main/config.json. */
function answer(url: string): Promise<Response> | undefined {
  const match = /(cmgsae-memory\/\d+)\/(?:resolve\/[^/]+\/)?(.+)$/.exec(url)
  const files = match ? served.get(match[1]!) : undefined
  if (files === undefined) return undefined
  const bytes = files.get(match![2]!)
  const status = bytes === undefined ? 404 : 200
  const body = (bytes ?? new Uint8Array()) as Uint8Array<ArrayBuffer>
  // Not a Response itself: transformers.js would store one in the browser's cache.
  const { headers, statusText } = new Response(null, {
    headers: { 'Content-Length': String(body.length) },
  })
  const response = {
    status,
    ok: status === 200,
    statusText,
    headers,
    arrayBuffer: async () => body.buffer,
  }
  return Promise.resolve(response as unknown as Response)
}
