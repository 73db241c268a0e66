import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { Input, Item } from './item.ts'
import { isUrl } from './list-items.ts'

export interface InspectedItems {
  readonly items: readonly Item[]
  /** Of every sample: names, sizes and times of its files, texts and metadata. */
  readonly digest: string
}

/**
 * Looks at the files of all samples without reading them. What is not there or holds nothing gets
 * its fault, so that no encoder has to find out.
 */
export async function inspectInputs(items: readonly Item[]): Promise<InspectedItems> {
  const hash = createHash('sha256')
  const inspected: Item[] = []
  const known = new Map<string, Promise<FileFacts>>()
  const look = ({ value }: Input) => {
    const facts = known.get(value) ?? factsOf(value)
    known.set(value, facts)
    return facts
  }
  for (let from = 0; from < items.length; from += TOGETHER) {
    const part = items.slice(from, from + TOGETHER)
    const looked = await Promise.all(
      part.map(async (item) => {
        const seen: unknown[] = [item.row]
        const inputs = { ...item.inputs }
        for (const kind of ['image', 'audio'] as const) {
          const input = inputs[kind]
          if (!input || isUrl(input.value)) continue
          const { fault, ...facts } = await look(input)
          seen.push(facts)
          if (fault !== undefined) inputs[kind] = { ...input, fault }
        }
        const named = Object.entries(inputs).map(([kind, { name, fault }]) => [kind, name, fault])
        return { item: { ...item, inputs }, seen: [...seen, named] }
      }),
    )
    for (const { item, seen } of looked) {
      hash.update(JSON.stringify(seen, asJson) + '\n')
      inspected.push(item)
    }
  }
  return { items: inspected, digest: hash.digest('hex') }
}

/** Files looked at together. */
const TOGETHER = 256

interface FileFacts {
  readonly size?: number
  readonly modified?: number
  readonly fault?: string
}

async function factsOf(path: string): Promise<FileFacts> {
  try {
    const file = await stat(path)
    if (!file.isFile()) return { fault: 'it is no file' }
    const facts = { size: file.size, modified: Math.floor(file.mtimeMs) }
    return file.size === 0 ? { ...facts, fault: 'it is empty (0 bytes)' } : facts
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return { fault: code === 'ENOENT' ? 'no such file' : `it cannot be read (${code})` }
  }
}

/** JSON has no big integers. */
const asJson = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
