import { describe, expect, it } from 'vitest'
import { bytesSource } from '../byte-source.ts'
import { readTable } from './read-table.ts'

const read = (name: string, content: string | Uint8Array) =>
  readTable(
    bytesSource(name, typeof content === 'string' ? new TextEncoder().encode(content) : content),
  )

describe('tables', () => {
  it('reads quotes, line breaks and commas in csv', async () => {
    expect(await read('m.csv', 'id,caption\n1,"a ""big"" dog,\nrunning"\n\n2,\n')).toEqual({
      columns: ['id', 'caption'],
      rows: [
        { id: '1', caption: 'a "big" dog,\nrunning' },
        { id: '2', caption: '' },
      ],
    })
  })

  it('reads json and jsonl, with the columns of all rows', async () => {
    const expected = { columns: ['a', 'b'], rows: [{ a: 1 }, { a: 2, b: [3] }] }
    expect(await read('m.json', '[{"a": 1}, {"a": 2, "b": [3]}]')).toEqual(expected)
    expect(await read('m.jsonl', '{"a": 1}\r\n{"a": 2, "b": [3]}')).toEqual(expected)
    expect(await read('m.json', '["x", "y"]')).toEqual({
      columns: ['value'],
      rows: [{ value: 'x' }, { value: 'y' }],
    })
  })

  it.each([
    [
      'm.csv',
      'a,b\n1,2\n3\n',
      'm.csv: Invalid Record Length: columns length is 2, got 1 on line 3',
    ],
    ['m.csv', 'a,b\n1,"2\n', 'm.csv: Quote Not Closed'],
    ['m.csv', 'a,a\n1,2\n', "m.csv has two columns 'a': rename one"],
    ['m.csv', 'a,b\n', 'm.csv is empty: it has no rows'],
    ['m.csv', '', 'm.csv is empty (0 bytes)'],
    ['m.json', '{"a": 1}', 'm.json holds an object: expected an array, one entry per row'],
    [
      'm.json',
      '[1, {"a": 2}]',
      'm.json: entry 1 (counted from 0) is an object, expected a number like the first',
    ],
    [
      'm.json',
      '[{"a": 2}, null]',
      'm.json: entry 1 (counted from 0) is null, expected an object like the first',
    ],
    [
      'm.json',
      '[[1, 2]]',
      'm.json: entry 0 (counted from 0) is an array, expected an object, a string or a number',
    ],
    ['m.json', '[', 'm.json is not JSON: '],
    ['m.jsonl', '{"a": 1}\n\n{"a": 1\n', 'm.jsonl: line 3 is not JSON: '],
    [
      'm.jsonl',
      '{"a": 1}\n\n5\n',
      'm.jsonl: line 3 is a number, expected an object like the first',
    ],
    ['m.txt', 'hello', 'm.txt is no table: expected .csv, .tsv, .json, .jsonl or .parquet'],
  ])('refuses %s with %j', async (name, content, message) => {
    await expect(read(name, content)).rejects.toThrow(message)
  })

  it('refuses text that no string can hold, before reading it', async () => {
    const large = { ...bytesSource('m.csv', new TextEncoder().encode('a,b\n')), size: 6e8 }
    await expect(readTable(large)).rejects.toThrow(
      'm.csv is too large for text (600000000 bytes): use parquet',
    )
  })

  it('refuses text that is not UTF-8', async () => {
    await expect(read('m.csv', Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a))).rejects.toThrow(
      'm.csv is not UTF-8 text',
    )
  })
})
