import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blobSource, bytesSource, type ByteSource } from '../byte-source.ts'
import { openEmbeddings } from '../open-embeddings.ts'

/** A .npy file put together by hand, as numpy's format description says. */
function npy(dict: string, data: ArrayLike<number>, version = 1): Uint8Array {
  const prefix = version === 1 ? 10 : 12
  const text = `${dict} `.padEnd(128 - prefix - 1) + '\n'
  const bytes = new Uint8Array(prefix + text.length + data.length)
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0, text.length, 0])
  bytes.set(new TextEncoder().encode(text), prefix)
  bytes.set(Array.from(data), prefix + text.length)
  return bytes
}

const dict = (descr: string, shape: string, fortran = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': ${shape}, }`

const bytesOf = (array: Float32Array | Float64Array | Uint16Array) => new Uint8Array(array.buffer)
const open = (bytes: Uint8Array, name = 'x.npy') => openEmbeddings(bytesSource(name, bytes))

/** The values of a whole file. */
async function values(bytes: Uint8Array): Promise<number[]> {
  const { read, rows } = await open(bytes)
  return [...(await read(0, rows))]
}

/** Notes how long every read is. */
function watched(bytes: Uint8Array): { source: ByteSource; lengths: number[] } {
  const lengths: number[] = []
  const memory = bytesSource('x.npy', bytes)
  const read = (offset: number, length: number) => {
    lengths.push(length)
    return memory.read(offset, length)
  }
  return { source: { ...memory, read }, lengths }
}

const float32 = bytesOf(Float32Array.of(1, -2, 3.5, 4, 5, 6))

describe('.npy', () => {
  it('reads float32 byte for byte', async () => {
    // 1.0, 2.0 as little-endian IEEE 754: 00 00 80 3f, 00 00 00 40.
    expect(await values(npy(dict('<f4', '(1, 2)'), [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40]))).toEqual([
      1, 2,
    ])
  })

  it('reads formats 1 to 3, and shapes as Python 2 wrote them', async () => {
    for (const version of [1, 2, 3]) {
      const table = await open(npy(dict('<f4', '(2, 3)'), float32, version))
      expect([table.rows, table.cols]).toEqual([2, 3])
      expect([...(await table.read(0, 2))]).toEqual([1, -2, 3.5, 4, 5, 6])
    }
    expect(await values(npy(dict('<f4', '(2L, 3L)'), float32))).toEqual([1, -2, 3.5, 4, 5, 6])
  })

  it('reads float16 and float64, in C and in Fortran order', async () => {
    const half = bytesOf(Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7bff))
    expect(await values(npy(dict('<f2', '(2, 2)'), half))).toEqual([1, -2, 2 ** -24, 65504])
    expect(await values(npy(dict('<f2', '(2, 2)', 'True'), half))).toEqual([1, 2 ** -24, -2, 65504])
    const double = bytesOf(Float64Array.of(1, 0.1, 1e-50, -1e300))
    await expect(values(npy(dict('<f8', '(2, 2)'), double))).rejects.toThrow(
      "x.npy: the value in row 1 (counted from 0), column 1, is -1e+300, beyond float32's largest",
    )
    await expect(values(npy(dict('<f8', '(2, 2)', 'True'), double))).rejects.toThrow(
      'the value in row 1 (counted from 0), column 1, is -1e+300',
    )
    const small = bytesOf(Float64Array.of(1, 0.1, Infinity, NaN))
    expect(await values(npy(dict('<f8', '(2, 2)'), small))).toEqual([
      1,
      Math.fround(0.1),
      Infinity,
      NaN,
    ])
  })

  it('gives any batch of rows, in either order', async () => {
    const shape = fc.record({
      n: fc.integer({ min: 1, max: 9 }),
      d: fc.integer({ min: 1, max: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(
        shape,
        fc.nat(9),
        fc.nat(9),
        fc.boolean(),
        async ({ n, d }, a, b, fortran) => {
          const [from, to] = [Math.min(a, b, n), Math.min(Math.max(a, b), n)]
          const stored = new Float32Array(n * d)
          const entry = (i: number, j: number) => 100 * i + j
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < d; j++) stored[fortran ? j * n + i : i * d + j] = entry(i, j)
          }
          const table = await open(
            npy(dict('<f4', `(${n}, ${d})`, fortran ? 'True' : 'False'), bytesOf(stored)),
          )
          const expected = Array.from({ length: (to - from) * d }, (_, i) =>
            entry(from + Math.floor(i / d), i % d),
          )
          expect([...(await table.read(from, to))]).toEqual(expected)
        },
      ),
    )
  })

  it('never reads more than a batch needs, and gives arrays of its own', async () => {
    const data = new Uint8Array(3000 * 32 * 2)
    for (const fortran of ['False', 'True']) {
      const { source, lengths } = watched(npy(dict('<f2', '(3000, 32)', fortran), data))
      const table = await openEmbeddings(source)
      for (let from = 0; from < 3000; from += 100) await table.read(from, from + 100)
      expect(Math.max(...lengths)).toBe(fortran === 'True' ? 200 : 100 * 32 * 2)
      // All rows are one read, in Fortran order too.
      lengths.length = 0
      await table.read(0, 3000)
      expect(lengths).toEqual([3000 * 32 * 2])
    }
    const file = npy(dict('<f4', '(2, 3)'), float32)
    const table = await open(file)
    ;(await table.read(0, 1)).fill(9)
    expect([...(await table.read(0, 1))]).toEqual([1, -2, 3.5])
  })

  it('reads a Blob, and data that starts at an odd address', async () => {
    const file = npy(dict('<f4', '(2, 3)'), float32)
    const blob = await openEmbeddings(blobSource(new Blob([file as Uint8Array<ArrayBuffer>])))
    expect([...(await blob.read(1, 2))]).toEqual([4, 5, 6])
    const shifted = new Uint8Array(file.length + 1)
    shifted.set(file, 1)
    expect(await values(shifted.subarray(1))).toEqual([1, -2, 3.5, 4, 5, 6])
    const half = npy(dict('<f2', '(1, 1)'), bytesOf(Uint16Array.of(0x3800)))
    shifted.set(half, 1)
    expect(await values(shifted.subarray(1, 1 + half.length))).toEqual([0.5])
  })

  it('refuses rows that are not there', async () => {
    const table = await open(npy(dict('<f4', '(2, 3)'), float32))
    await expect(table.read(0, 3)).rejects.toThrow('x.npy: there are no rows 0 to 3, it has 2')
    await expect(table.read(-1, 1)).rejects.toThrow('there are no rows -1 to 1')
    await expect(table.read(0.5, 1)).rejects.toThrow('there are no rows 0.5 to 1')
  })

  it.each([
    [dict('>f4', '(2, 3)'), "x.npy: '>f4' is big-endian float; save with arr.astype('<f4')"],
    [dict('|O', '(2, 3)'), "x.npy holds Python objects ('|O')"],
    [dict('<U12', '(2,)'), "x.npy holds strings ('<U12')"],
    [dict('|S3', '(2,)'), "x.npy holds byte strings ('|S3')"],
    [dict('|V2', '(2, 3)'), "x.npy holds raw bytes (numpy's stand-in for bfloat16"],
    [dict('<c8', '(2, 3)'), "x.npy holds complex numbers ('<c8')"],
    [dict('<f16', '(1, 1)'), "x.npy has dtype '<f16'"],
    [dict('<i8', '(1, 3)'), 'x.npy holds int64: embeddings are floats'],
    [dict('<f4', '(6,)'), 'x.npy is 1-dimensional, shape (6,): embeddings are 2-D'],
    [dict('<f4', '()'), 'x.npy is 0-dimensional, shape ()'],
    [dict('<f4', '(1, 2, 3)'), 'x.npy is 3-dimensional, shape (1, 2, 3): embeddings are 2-D'],
    [dict('<f4', '(0, 3)'), 'x.npy is empty: its shape is (0, 3)'],
    [
      dict('<f4', '(2, 4)'),
      'x.npy is truncated: shape (2, 4) of float32 needs 32 bytes, 24 are there',
    ],
    [
      "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }",
      'x.npy is a structured array',
    ],
    ["{'descr': '<f4'}", "x.npy has a malformed .npy header: \"{'descr'"],
  ])('refuses %s', async (header, message) => {
    await expect(open(npy(header, float32))).rejects.toThrow(message)
  })

  it('refuses files that are none', async () => {
    const text = (content: string) => new TextEncoder().encode(content)
    await expect(open(text('a,b\n1,2\n'))).rejects.toThrow(
      'x.npy is not a .npy file: it starts with "a,b\\n1,2\\n"',
    )
    await expect(open(text('version https://git-lfs.github.com/spec/v1\n'))).rejects.toThrow(
      'x.npy is a Git LFS pointer, not the file itself: run `git lfs pull`',
    )
    await expect(open(new Uint8Array(0))).rejects.toThrow('x.npy is empty (0 bytes)')
    await expect(open(text('hello'), 'x.txt')).rejects.toThrow(
      'x.txt is not an embeddings file (.npy, .npz, .safetensors, .parquet): it starts with "hello"',
    )
    await expect(open(npy(dict('<f4', '(2, 3)'), float32).subarray(0, 50))).rejects.toThrow(
      'x.npy is truncated: its header ends at 128, the file at 50',
    )
    await expect(open(npy(dict('<f4', '(2, 3)'), float32).subarray(0, 9))).rejects.toThrow(
      'x.npy is truncated: it ends after 9 bytes',
    )
    await expect(open(npy(dict('<f4', '(2, 3)'), float32, 4))).rejects.toThrow(
      'x.npy has .npy format 4; formats 1 to 3 are known',
    )
  })
})
