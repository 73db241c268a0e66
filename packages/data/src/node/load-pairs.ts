import type { EmbeddingRows } from '../embedding-rows.ts'
import { DataError } from '../errors.ts'
import type { PairedSet } from '../paired-set.ts'
import { readAll, type LoadedEmbeddings, type LoadOptions } from './load-embeddings.ts'
import { loadLabels } from './load-labels.ts'
import { loadMetadata } from './load-metadata.ts'
import { openEmbeddings } from './open-embeddings.ts'
import { readPairsFolder } from './pairs-folder.ts'

export interface PairOptions extends Pick<LoadOptions, 'allowMissing'> {
  /** Files whose row i is the same sample, each with the name of its modality. */
  modalities: readonly {
    name: string
    path: string
    /** As for `openEmbeddings`. */
    column?: string
    array?: string
  }[]
  /** Path of the labels, and which of its columns; names of all classes where labels are indices. */
  labels?: string
  labelColumn?: string
  classNames?: readonly string[]
  /** Path of captions, ids and the like. */
  metadata?: string
}

/**
 * Reads the embeddings of n samples in S modalities, their labels and metadata: of the files named,
 * or of a folder that `cmgsae embed` wrote. With `allowMissing` a row that is NaN throughout means
 * that the sample lacks that modality.
 * @throws DataError for unequal row counts, unusable rows, and samples without any modality
 */
export async function loadPairs(source: PairOptions | string): Promise<PairedSet> {
  const options = typeof source === 'string' ? await readPairsFolder(source) : source
  const { modalities, labels, labelColumn, classNames, metadata, allowMissing = false } = options
  checkNames(modalities.map(({ name }) => name))
  const tables: EmbeddingRows[] = []
  try {
    for (const { path, name: _, ...part } of modalities) {
      tables.push(await openEmbeddings(path, part))
    }
    checkCounts(tables)
    const rows = tables[0]!.rows
    // What is small is read first, so that a wrong label file is refused before minutes of reading.
    const labelOptions = {
      rows,
      ...(labelColumn !== undefined && { column: labelColumn }),
      ...(classNames && { classNames }),
    }
    const loadedLabels = labels === undefined ? undefined : await loadLabels(labels, labelOptions)
    const table = metadata === undefined ? undefined : await loadMetadata(metadata)
    if (table && table.rows.length !== rows) {
      throw new DataError(`${metadata} has ${table.rows.length} rows, the embeddings have ${rows}`)
    }
    const loaded: LoadedEmbeddings[] = []
    for (const opened of tables) loaded.push(await readAll(opened, allowMissing))
    return {
      modalities: modalities.map(({ name }, s) => ({ name, embeddings: loaded[s]! })),
      present: joinPresence(loaded, rows),
      ...(loadedLabels && { labels: loadedLabels }),
      ...(table && { metadata: table }),
    }
  } finally {
    await Promise.all(tables.map((table) => table.close()))
  }
}

function checkNames(names: string[]): void {
  if (names.length === 0) throw new DataError('no modalities given: name at least one file')
  const twice = names.find((name, index) => name === '' || names.indexOf(name) !== index)
  if (twice === undefined) return
  throw new DataError(`modality '${twice}' is named twice or not at all: give each its own name`)
}

function checkCounts(tables: readonly EmbeddingRows[]): void {
  const [first, ...others] = tables as [EmbeddingRows, ...EmbeddingRows[]]
  const other = others.find(({ rows }) => rows !== first.rows)
  if (!other) return
  throw new DataError(
    `${first.name} has ${first.rows} rows and ${other.name} has ${other.rows}: ` +
      'row i of every file must be the same sample',
  )
}

/** n×S from S times n. @throws DataError for a sample that no modality has */
function joinPresence(loaded: readonly LoadedEmbeddings[], rows: number): Uint8Array {
  const present = new Uint8Array(rows * loaded.length)
  for (let row = 0; row < rows; row++) {
    let some = 0
    loaded.forEach((table, s) => {
      some += table.present[row]!
      present[row * loaded.length + s] = table.present[row]!
    })
    if (some > 0) continue
    const names = loaded.map(({ name }) => name).join(', ')
    throw new DataError(`row ${row} (counted from 0) is missing in every modality: ${names}`)
  }
  return present
}
