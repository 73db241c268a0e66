import { describe, expect, it } from 'vitest'
import { bytesSource } from './byte-source.ts'
import { labelsOf } from './labels.ts'
import { readLabels, type LabelOptions } from './read-labels.ts'

const read = (name: string, text: string, options?: LabelOptions) =>
  readLabels(bytesSource(name, new TextEncoder().encode(text)), options)

function npy(descr: string, data: ArrayLike<number>, shape = '(3,)'): Uint8Array {
  const text =
    `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117) + '\n'
  const head = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0]
  return Uint8Array.from([...head, ...new TextEncoder().encode(text), ...Array.from(data)])
}

const readNpy = (...file: Parameters<typeof npy>) => readLabels(bytesSource('y.npy', npy(...file)))

describe('labels', () => {
  it('makes classes of strings in sorted order', () => {
    const { names, of } = labelsOf(['dog', 'cat', null, 'dog', ' ', 'Ape'], 'y')
    expect(names).toEqual(['Ape', 'cat', 'dog'])
    expect([...of]).toEqual([2, 1, -1, 2, -1, 0])
  })

  it('keeps class indices as they are, written as numbers or as text', () => {
    for (const values of [
      [3, 0, -1],
      ['3', '0', ''],
      ['3.0', '0.0', null],
      [3n, 0n, NaN],
    ]) {
      const { names, of } = labelsOf(values, 'y')
      expect(names).toEqual(['0', '1', '2', '3'])
      expect([...of]).toEqual([3, 0, -1])
    }
    expect(labelsOf([70_000, 123_456], 'y').names).toEqual(['123456', '70000'])
  })

  it('takes the names and order of classes that are given', () => {
    const classNames = ['dog', 'cat', 'cow']
    expect(labelsOf(['cat', 'dog'], 'y', classNames)).toEqual({
      names: classNames,
      of: Int32Array.of(1, 0),
    })
    expect(labelsOf([2, 0], 'y', classNames).names).toEqual(classNames)
    expect(() => labelsOf(['cat', 'emu'], 'y', classNames)).toThrow(
      "y: row 1 (counted from 0) is 'emu', which is no class name",
    )
    expect(() => labelsOf([0, 3], 'y', classNames)).toThrow(
      'y: row 1 (counted from 0) is class 3, there are 3 class names, 0 to 2',
    )
  })

  it('refuses what is no label', () => {
    expect(() => labelsOf([0, 0.5], 'y')).toThrow(
      'y: row 1 (counted from 0) is 0.5: labels are class names, class indices',
    )
    expect(() => labelsOf([0, -2], 'y')).toThrow('y: row 1 (counted from 0) is -2')
    expect(() => labelsOf(['a', ['b']], 'y')).toThrow(
      'y: row 1 (counted from 0) is no label: ["b"]',
    )
    expect(() => labelsOf(['', null], 'y')).toThrow('y: every label is empty')
  })

  it('reads a column of csv: the usual one or the one named', async () => {
    const csv = 'file,class_name,target\r\na.wav,"dog, wet",1\r\nb.wav,cat,0\r\n'
    expect((await read('y.csv', `\uFEFF${csv}`)).names).toEqual(['cat', 'dog, wet'])
    expect([...(await read('y.csv', csv, { column: 'target', rows: 2 })).of]).toEqual([1, 0])
    expect((await read('y.tsv', 'label\tx\nb\t1\na\t2\n')).names).toEqual(['a', 'b'])
    await expect(read('y.csv', csv, { rows: 3 })).rejects.toThrow(
      'y.csv has 2 labels, the embeddings have 3 rows',
    )
    await expect(read('y.csv', csv, { column: 'fold' })).rejects.toThrow(
      "y.csv has no column 'fold': choose one of 'file', 'class_name', 'target' with column",
    )
    await expect(read('y.csv', 'a,b\n1,2\n')).rejects.toThrow(
      'y.csv has no column label, class, class_name or target',
    )
  })

  it('reads json arrays and objects, and jsonl', async () => {
    expect([...(await read('y.json', '[2, 0, 1]')).of]).toEqual([2, 0, 1])
    expect((await read('y.json', '["b", "a"]')).names).toEqual(['a', 'b'])
    expect(
      (await read('y.json', '[{"label": "b"}, {"label": null}, {"x": 1, "label": "a"}]')).of,
    ).toEqual(Int32Array.of(1, -1, 0))
    expect([...(await read('y.jsonl', '{"class": "b"}\n\n{"class": "a"}\n')).of]).toEqual([1, 0])
  })

  it('reads integers of every width from .npy', async () => {
    expect([...(await readNpy('|u1', [3, 0, 1])).of]).toEqual([3, 0, 1])
    expect([...(await readNpy('|i1', [3, 255, 1])).of]).toEqual([3, -1, 1])
    expect([...(await readNpy('|b1', [1, 0, 1])).of]).toEqual([1, 0, 1])
    expect([...(await readNpy('<u2', [1, 1, 0, 0, 2, 0])).of]).toEqual([257, 0, 2])
    expect([...(await readNpy('<i4', [1, 0, 0, 0, 255, 255, 255, 255, 2, 1, 0, 0])).of]).toEqual([
      1, -1, 258,
    ])
    const wide = new Uint8Array(BigInt64Array.of(5n, -1n, 300n).buffer)
    expect([...(await readNpy('<i8', wide)).of]).toEqual([5, -1, 300])
    await expect(readNpy('<f4', new Uint8Array(12))).rejects.toThrow(
      "y.npy holds float32: labels are integers, save arr.astype('int64')",
    )
    await expect(readNpy('|u1', [1, 2, 3, 4], '(2, 2)')).rejects.toThrow(
      'y.npy has shape (2, 2): labels are 1-D',
    )
    await expect(readNpy('|u1', [], '(0,)')).rejects.toThrow('y.npy is empty: its shape is (0,)')
    const huge = new Uint8Array(BigUint64Array.of(0n, 2n ** 60n, 1n).buffer)
    await expect(readNpy('<u8', huge)).rejects.toThrow(
      'y.npy: row 1 (counted from 0) is 1152921504606846976, too large',
    )
  })
})
