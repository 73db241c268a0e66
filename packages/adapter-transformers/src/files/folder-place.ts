import { AdapterError } from '@cmgsae/adapter'
import { firstLine } from '../transformers.ts'
import type { Place } from './place.ts'
import { node } from './runtime.ts'

/** A folder on disk. */
export function folderPlace(folder: string): Place {
  const { access, readFile, mkdir, open, rename, rm } = node.fs()
  const { join, dirname } = node.path()
  return {
    name: folder,
    async has(file) {
      return access(join(folder, file)).then(
        () => true,
        () => false,
      )
    },
    async read(file) {
      return readFile(join(folder, file))
    },
    async write(file, _, chunks) {
      const path = join(folder, file)
      // Another process may be writing the same file: each has its own, and the last rename wins.
      const part = `${path}.${crypto.randomUUID()}.part`
      try {
        await onDisk(path, () => mkdir(dirname(path), { recursive: true }))
        const handle = await onDisk(path, () => open(part, 'wx'))
        try {
          for await (const chunk of chunks) await onDisk(path, () => handle.write(chunk))
        } finally {
          await handle.close()
        }
        await onDisk(path, () => rename(part, path))
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
    },
    open: () => ({ source: folder, options: { local_files_only: true }, close() {} }),
  }
}

async function onDisk<T>(path: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (cause) {
    const reason = firstLine(cause)
    throw new AdapterError(`${path} cannot be written (${reason}): choose another cacheFolder`, {
      cause,
    })
  }
}

/** The path of a folder given as a path or as a file URL. */
export function folderPath(folder: string | URL): string {
  const text = String(folder)
  if (/^https?:/i.test(text)) {
    throw new AdapterError(`folder is ${text}, in Node it must be a path or a file URL`)
  }
  return node.path().resolve(/^file:/i.test(text) ? node.url().fileURLToPath(text) : text)
}
