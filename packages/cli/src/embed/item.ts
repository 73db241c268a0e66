import type { Table } from '@cmgsae/data'
import type { Kind } from './file-kinds.ts'

/** What is embedded: a file or address, or a text. */
export interface Input {
  /** What the encoder is given: a path, a URL, or the text itself. */
  readonly value: string
  /** How the source names it. */
  readonly name: string
  /** Why it cannot be embedded, where that is known beforehand. */
  readonly fault?: string
}

/** One sample of a source: at most one input of each kind. */
export interface Item {
  readonly inputs: Readonly<Partial<Record<Kind, Input>>>
  /** Its row of the metadata. */
  readonly row: Table['rows'][number]
}

/** The samples that a source names, in the order of its rows or of its file names. */
export interface ItemList {
  readonly items: readonly Item[]
  /** Of the metadata. */
  readonly columns: readonly string[]
  /** Column of the metadata that holds the class. */
  readonly label?: string
  /** The texts are the names of the classes, to be put into prompts, and no inputs of their own. */
  readonly prompts: boolean
  /** Folder that paths in the metadata are relative to. */
  readonly root: string
  /** How the samples were found, in words. */
  readonly found: string
}

/** The kinds that a sample has of its own: a class's name says nothing that its label does not. */
export function ownKinds({ prompts }: Pick<ItemList, 'prompts'>, { inputs }: Item): Kind[] {
  return (Object.keys(inputs) as Kind[]).filter((kind) => !(prompts && kind === 'text'))
}
