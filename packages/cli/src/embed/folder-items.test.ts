import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import { findItems } from './find-items.ts'
import { folderItems } from './folder-items.ts'
import type { ItemList } from './item.ts'

const path = temporaryFolder()
let folders = 0

/** A folder with these files; a text holds its own name unless its content is given. */
function folder(files: Record<string, string> | readonly string[]): string {
  const root = path(String(folders++))
  const all = Array.isArray(files)
    ? files.map((name: string) => [name, name])
    : Object.entries(files)
  for (const [name, content] of all as [string, string][]) {
    mkdirSync(dirname(`${root}/${name}`), { recursive: true })
    writeFileSync(`${root}/${name}`, content)
  }
  return root
}

const named = ({ items }: ItemList) =>
  items.map(({ inputs }) =>
    Object.fromEntries(Object.entries(inputs).map(([kind, { name }]) => [kind, name])),
  )

const automatic = { pair: undefined }

describe('files of a folder', () => {
  it('pair by name within a folder, and keep what lacks a part', async () => {
    const root = folder({ 'a/1.png': '', 'a/1.wav': '', 'a/1.txt': ' one dog \n', 'b/1.JPG': '' })
    const list = await folderItems(root, automatic)
    expect(named(list)).toEqual([
      { image: 'a/1.png', audio: 'a/1.wav', text: 'a/1.txt' },
      { image: 'b/1.JPG' },
    ])
    expect(list.items[0]!.inputs.text!.value).toBe('one dog')
    expect(list.items.map(({ row }) => row)).toEqual([
      { id: 'a/1', image: 'a/1.png', audio: 'a/1.wav', text: 'one dog' },
      { id: 'b/1', image: 'b/1.JPG' },
    ])
    expect(list.columns).toEqual(['id', 'image', 'audio', 'text'])
    expect(list.label).toBeUndefined()
    expect(list.found).toBe(`${root}: 2 pictures, 1 sounds, 1 texts → 2 samples by name`)
  })

  it('pair across folders where none holds both, each name once', async () => {
    const list = await folderItems(folder(['pics/1.png', 'pics/2.png', 'snd/2.ogg']), automatic)
    expect(named(list)).toEqual([
      { image: 'pics/1.png' },
      { image: 'pics/2.png', audio: 'snd/2.ogg' },
    ])
    expect(list.items[1]!.row['id']).toBe('2')
    // 1.png is there twice: which of them 1.ogg belongs to is anyone's guess.
    const twice = await folderItems(folder(['x/1.png', 'y/1.png', 'snd/1.ogg']), automatic)
    expect(named(twice)).toHaveLength(3)
  })

  it('have the folder as class where no names pair, and its name as the text', async () => {
    const list = await folderItems(
      folder(['baby_cry/1.ogg', 'baby_cry/2.ogg', 'x/rain/1.ogg', '0.ogg']),
      automatic,
    )
    expect(list).toMatchObject({ label: 'label', prompts: true })
    expect(list.items.map(({ inputs, row }) => [inputs.text?.value, row['label']])).toEqual([
      [undefined, null],
      ['baby cry', 'baby_cry'],
      ['baby cry', 'baby_cry'],
      ['rain', 'rain'],
    ])
    expect(list.found).toMatch(/4 sounds → 4 samples in 2 folders as classes$/)
  })

  it('may pair by name and have classes, with texts of their own', async () => {
    const root = folder(['dog/1.png', 'dog/1.wav', 'cat/1.png', 'cat/1.txt'])
    const list = await folderItems(root, { pair: 'class' })
    expect(list).toMatchObject({ label: 'label', prompts: false })
    expect(named(list)).toEqual([
      { image: 'cat/1.png', text: 'cat/1.txt' },
      { image: 'dog/1.png', audio: 'dog/1.wav' },
    ])
  })

  it('of one kind under one name are two samples, beside another kind a riddle', async () => {
    expect(named(await folderItems(folder(['1.jpg', '1.png', 'x.csv']), automatic))).toHaveLength(2)
    await expect(folderItems(folder(['1.jpg', '1.png', '1.wav']), automatic)).rejects.toThrow(
      /1.jpg and 1.png go by one name; rename one of them$/,
    )
  })

  it('leave out what is hidden or of no kind, and say when nothing is left', async () => {
    const root = folder(['.hidden/1.png', '._2.png', 'notes.md'])
    await expect(folderItems(root, automatic)).rejects.toThrow(
      `${root} holds no pictures, sounds or .txt files`,
    )
  })

  it('that hold no text are known as such before any model runs', async () => {
    const root = folder({ '1.png': '', '1.txt': '  \n', '2.txt': '\xff', '2.png': '' })
    writeFileSync(`${root}/2.txt`, Uint8Array.of(0xff, 0xfe, 0x00))
    const { items } = await folderItems(root, automatic)
    expect(items.map(({ inputs }) => inputs.text?.fault)).toEqual([
      'it is empty',
      'it is not UTF-8 text',
    ])
  })
})

describe('a source', () => {
  const options = { pair: undefined, columns: {}, root: undefined }

  it('is read by the list that lies in it, unless told to go by its files', async () => {
    const root = folder({
      'samples.csv': 'image,caption\na/1.png,a dog\n',
      'samples.jsonl': '{"image":"a/1.png","caption":"a dog"}\n',
      'a/1.png': '',
      'a/2.png': '',
    })
    expect(named(await findItems(root, options))).toEqual([{ image: 'a/1.png', text: 'a dog' }])
    expect(named(await findItems(root, { ...options, pair: 'class' }))).toHaveLength(2)
  })

  it('is refused with what does not go with it', async () => {
    const root = folder({ 'x.png': '', 'list.csv': 'image\nx.png\n' })
    const list = `${root}/list.csv`
    await expect(findItems(`${root}/none`, options)).rejects.toThrow(/none: no such file or folder/)
    await expect(findItems(list, { ...options, pair: 'stem' })).rejects.toThrow(
      /list.csv is a list/,
    )
    await expect(findItems(root, { ...options, columns: { text: 'a' } })).rejects.toThrow(
      /^--text is about a list/,
    )
    await expect(findItems(root, { ...options, root: '.' })).rejects.toThrow(/^--root is about/)
    writeFileSync(`${root}/samples.csv`, 'image\nx.png\n')
    writeFileSync(`${root}/metadata.csv`, 'image\nx.png\n')
    await expect(findItems(root, options)).rejects.toThrow(/several lists: name .*metadata.csv or /)
  })
})
