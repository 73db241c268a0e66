/** What an address answers with: a file, read when it is asked for, or bytes that are there. */
export type Resource =
  | { readonly file: string; readonly headers?: Headers }
  | { readonly type: string; readonly pieces: readonly Uint8Array[] }

type Headers = Readonly<Record<string, string>>

/** By address, such as `/run/view.json`. Nothing else is served: no address becomes a path. */
export type Resources = ReadonlyMap<string, Resource>

export function jsonResource(value: unknown): Resource {
  const bytes = new TextEncoder().encode(JSON.stringify(value))
  return { type: 'application/json; charset=utf-8', pieces: [bytes] }
}
