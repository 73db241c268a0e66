import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { CliError } from '../errors.ts'
import { formatCount } from '../terminal/format.ts'
import type { Kind } from './file-kinds.ts'
import { folderFiles, type FoundFile } from './folder-files.ts'
import type { Input, Item, ItemList } from './item.ts'
import { promptOf } from './prompt-of.ts'

export type Pairing = 'stem' | 'class'

/**
 * The samples of a folder. Files of one name in one folder (dog.png, dog.wav, dog.txt) are one
 * sample; where no folder has such files, those of one name in different folders (pictures/1.png,
 * sounds/1.wav). By class, the folder of a file is its class as well, and without .txt files the
 * text. Default: by stem where files pair by it, else by class where there are sub-folders.
 * @throws CliError for a folder without pictures, sounds or texts, or names that do not pair
 */
export async function folderItems(
  root: string,
  { pair }: { pair: Pairing | undefined },
): Promise<ItemList> {
  const files = await folderFiles(root)
  if (files.length === 0) throw new CliError(`${root} holds no pictures, sounds or .txt files`)
  const beside = group(files, ({ folder, stem }) => `${folder}/${stem}`)
  const across = group(files, ({ stem }) => stem)
  const pairs = (groups: typeof beside) => groups.filter((members) => members.length > 1).length
  const byName = pairs(beside) === 0 && pairs(across) > 0 && !clashIn(across) ? across : beside
  const classes = new Set(files.map(classOf))
  classes.delete('')
  const by = pair ?? (pairs(byName) === 0 && classes.size > 0 ? 'class' : 'stem')
  const groups = by === 'stem' ? byName : beside
  const clash = clashIn(groups)
  if (clash) {
    const [a, b] = clash
    throw new CliError(`${root}: ${a.path} and ${b.path} go by one name; rename one of them`)
  }
  const prompts = by === 'class' && !files.some(({ kind }) => kind === 'text')
  const items: Item[] = []
  for (const members of groups) items.push(await itemOf(root, members, { by, prompts }))
  return {
    items,
    columns: columnsOf(items),
    ...(by === 'class' && { label: 'label' }),
    prompts,
    root,
    found: describe(root, files, items.length, by === 'class' ? classes.size : undefined),
  }
}

/** Files by a key, in the order of their first; those of one kind only do not belong together. */
function group(files: readonly FoundFile[], keyOf: (file: FoundFile) => string): FoundFile[][] {
  const groups = new Map<string, FoundFile[]>()
  for (const file of files) {
    const key = keyOf(file)
    const members = groups.get(key)
    if (members) members.push(file)
    else groups.set(key, [file])
  }
  return [...groups.values()].flatMap((members) =>
    members.every(({ kind }) => kind === members[0]!.kind)
      ? members.map((one) => [one])
      : [members],
  )
}

/** Two files of one kind that would be in one sample. */
function clashIn(groups: readonly FoundFile[][]): readonly [FoundFile, FoundFile] | undefined {
  for (const members of groups) {
    const seen = new Map<Kind, FoundFile>()
    for (const file of members) {
      const other = seen.get(file.kind)
      if (other) return [other, file]
      seen.set(file.kind, file)
    }
  }
  return undefined
}

async function itemOf(
  root: string,
  members: readonly FoundFile[],
  { by, prompts }: { by: Pairing; prompts: boolean },
): Promise<Item> {
  const inputs: Partial<Record<Kind, Input>> = {}
  const { folder, stem } = members[0]!
  const beside = folder !== '' && members.every((file) => file.folder === folder)
  const row: Record<string, unknown> = { id: beside ? `${folder}/${stem}` : stem }
  for (const { kind, path } of members) {
    const at = join(root, path)
    inputs[kind] = kind === 'text' ? await readText(at, path) : { value: at, name: path }
    row[kind] = kind === 'text' ? inputs[kind].value : path
  }
  if (by === 'class') {
    const label = classOf(members[0]!)
    row['label'] = label === '' ? null : label
    if (prompts && label !== '') inputs.text = { value: promptOf(label), name: label }
  }
  return { inputs, row }
}

async function readText(at: string, name: string): Promise<Input> {
  try {
    const bytes = await readFile(at)
    const value = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
    return value === '' ? { value, name, fault: 'it is empty' } : { value, name }
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is not UTF-8 text' : (error as Error).message
    return { value: '', name, fault: reason }
  }
}

function columnsOf(items: readonly Item[]): string[] {
  const all = new Set(items.flatMap(({ row }) => Object.keys(row)))
  return ['id', 'image', 'audio', 'text', 'label'].filter((column) => all.has(column))
}

/** The name of the folder that holds a file; '' for the one that was searched. */
function classOf({ folder }: FoundFile): string {
  return folder === '' ? '' : basename(folder)
}

const plurals = { image: 'pictures', audio: 'sounds', text: 'texts' } as const

function describe(
  root: string,
  files: readonly FoundFile[],
  samples: number,
  classes: number | undefined,
): string {
  const counts = (['image', 'audio', 'text'] as const).flatMap((kind) => {
    const count = files.filter((file) => file.kind === kind).length
    return count > 0 ? [`${formatCount(count)} ${plurals[kind]}`] : []
  })
  const by = classes === undefined ? 'by name' : `in ${formatCount(classes)} folders as classes`
  return `${root}: ${counts.join(', ')} → ${formatCount(samples)} samples ${by}`
}
