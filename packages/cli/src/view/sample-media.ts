import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Table } from '@cmgsae/data'
import { chooseColumns } from '../embed/choose-columns.ts'
import { kindOf, type Kind } from '../embed/file-kinds.ts'
import { isUrl } from '../embed/list-items.ts'
import { CliError } from '../errors.ts'

export interface SampleMedia {
  readonly kind: 'image' | 'audio'
  /** A file or a URL for each row, null where it names none, or one that is not there. */
  readonly files: readonly (string | null)[]
  /** Named files that are not there. */
  readonly lost: number
}

/** The pictures and sounds that a table of samples names; paths are relative to `root`. */
export function sampleMedia(
  metadata: Table,
  { rows, root }: { rows: Uint32Array; root: string },
): SampleMedia[] {
  const columns = mediaColumns(metadata)
  return (['image', 'audio'] as const).flatMap((kind) => {
    const column = columns[kind]
    if (column === undefined) return []
    let lost = 0
    const files = Array.from(rows, (n) => {
      const path = metadata.rows[n]![column]
      if (typeof path !== 'string' || path === '') return null
      if (isUrl(path)) return path
      const file = isAbsolute(path) ? path : join(root, path)
      // Whatever else a table names stays where it is.
      if (kindOf(file) === kind && existsSync(file)) return file
      lost++
      return null
    })
    return [{ kind, files, lost }]
  })
}

function mediaColumns(metadata: Table): Readonly<Partial<Record<Kind | 'label', string>>> {
  try {
    return chooseColumns(metadata, {}, 'the metadata')
  } catch (error) {
    // A table of numbers or classes names no files.
    if (CliError.isInstance(error)) return {}
    throw error
  }
}
