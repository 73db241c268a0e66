import type { Table } from '@cmgsae/data'
import { didYouMean } from '../args/near-matches.ts'
import { CliError } from '../errors.ts'
import { kindOf, type Kind } from './file-kinds.ts'

/** Which columns of a list hold what. */
export type Columns = Readonly<Partial<Record<Kind | 'label', string>>>

const usual: Readonly<Record<Kind | 'label', readonly string[]>> = {
  image: ['image', 'image_path', 'img', 'picture', 'photo'],
  audio: ['audio', 'audio_path', 'sound', 'wav'],
  text: ['caption', 'text', 'sentence', 'description'],
  label: ['label', 'class', 'class_name', 'category', 'target'],
}

/** Columns of files that may be of any kind. */
const files = ['path', 'file', 'file_name', 'filename', 'file_path', 'filepath']

/**
 * The columns that are asked for, else those whose usual name says what they hold. Once one of
 * image, audio and text is asked for, the others are not guessed.
 * @throws CliError for a column that is not there, and where there is nothing to embed
 */
export function chooseColumns({ columns, rows }: Table, asked: Columns, name: string): Columns {
  for (const [option, column] of Object.entries(asked)) {
    if (columns.includes(column)) continue
    const all = didYouMean(column, columns) || `; it has ${columns.join(', ')}`
    throw new CliError(`--${option} ${column} is no column of ${name}${all}`)
  }
  const found = (names: readonly string[]) => names.filter((each) => columns.includes(each))
  const kindIn = (column: string) => {
    const first = rows.find((row) => row[column] !== null && row[column] !== '')?.[column]
    return typeof first === 'string' ? kindOf(first) : undefined
  }
  const chosen: { [K in Kind | 'label']?: string | undefined } = { ...asked }
  chosen.label ??= found(usual.label)[0]
  if (!asked.image && !asked.audio && !asked.text) {
    for (const kind of ['image', 'audio'] as const) {
      chosen[kind] = found([...usual[kind], ...files]).find((column) => kindIn(column) === kind)
    }
    chosen.text = found(usual.text)[0]
  }
  if (chosen.image === undefined && chosen.audio === undefined && chosen.text === undefined) {
    throw new CliError(
      `${name} has no column that is known to hold pictures, sounds or texts: ` +
        `name it with --image, --audio or --text (it has ${columns.join(', ')})`,
    )
  }
  return Object.fromEntries(
    Object.entries(chosen).filter(([, column]) => column !== undefined),
  ) as Columns
}
