import { describe, expect, it } from 'vitest'
import { listItems } from './list-items.ts'

const at = { name: 'list.csv', root: 'data', asked: {} }

function table(columns: string[], ...cells: unknown[][]) {
  const rows = cells.map((row) => Object.fromEntries(columns.map((name, c) => [name, row[c]])))
  return { columns, rows }
}

describe('a list', () => {
  it('is read by the usual names of its columns', () => {
    const list = listItems(
      table(['id', 'img', 'sound', 'caption', 'class'], [7, 'a.png', 'a.wav', 'a dog', 'dog']),
      at,
    )
    expect(list.items[0]!.inputs).toEqual({
      image: { value: 'data/a.png', name: 'a.png' },
      audio: { value: 'data/a.wav', name: 'a.wav' },
      text: { value: 'a dog', name: 'a dog' },
    })
    expect(list).toMatchObject({
      label: 'class',
      prompts: false,
      columns: ['id', 'img', 'sound', 'caption', 'class'],
      found:
        'list.csv: 1 samples with image from img, audio from sound, text from caption, label from class',
    })
  })

  it('knows a column of files by what they are', () => {
    const rows = table(['file_name', 'label'], ['', 'dog'], ['a.OGG', 'sea_waves'])
    const { items, prompts } = listItems(rows, at)
    expect(prompts).toBe(true)
    expect(items.map(({ inputs }) => inputs)).toEqual([
      { text: { value: 'dog', name: 'dog' } },
      {
        audio: { value: 'data/a.OGG', name: 'a.OGG' },
        text: { value: 'sea waves', name: 'sea_waves' },
      },
    ])
  })

  it('takes no more than the columns that are asked for, and any class', () => {
    const rows = table(['path', 'alt', 'caption', 'kind'], ['/x/a.png', 'b.wav', 'a dog', 3])
    const asked = { image: 'path', label: 'kind' }
    const { items, prompts, label } = listItems(rows, { ...at, asked })
    // The number of a class is no name to put into a prompt.
    expect([items[0]!.inputs, prompts, label]).toEqual([
      { image: { value: '/x/a.png', name: '/x/a.png' } },
      false,
      'kind',
    ])
  })

  it('leaves addresses as they are', () => {
    const { items } = listItems(table(['image'], ['https://example.org/a.png']), at)
    expect(items[0]!.inputs.image!.value).toBe('https://example.org/a.png')
  })

  it('without classes in its column of classes has none', () => {
    const list = listItems(table(['image', 'label'], ['a.png', null]), at)
    expect([list.label, list.prompts]).toEqual([undefined, false])
  })

  it('is refused where a column is missing, holds bytes, or nothing is to be embedded', () => {
    const rows = table(['image', 'note'], ['a.png', 'x'])
    expect(() => listItems(rows, { ...at, asked: { text: 'nota' } })).toThrow(
      '--text nota is no column of list.csv; did you mean note?',
    )
    expect(() => listItems(table(['note'], ['x']), at)).toThrow(
      'list.csv has no column that is known to hold pictures, sounds or texts: name it with --image, --audio or --text (it has note)',
    )
    const bytes = table(['image'], ['a.png'], [Uint8Array.of(1)])
    expect(() => listItems(bytes, at)).toThrow(
      /column image holds neither texts nor paths in row 1 \(counted from 0\)/,
    )
  })
})
