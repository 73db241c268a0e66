import { describe, expect, it } from 'vitest'
import { bytesSource } from './byte-source.ts'
import { openEmbeddings, type OpenOptions } from './open-embeddings.ts'

/** A safetensors file by hand: a 64-bit length, JSON, bytes. */
function file(header: Record<string, unknown>, data: ArrayLike<number>): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header))
  const bytes = new Uint8Array(8 + json.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true)
  bytes.set(json, 8)
  bytes.set(Array.from(data), 8 + json.length)
  return bytes
}

const open = (bytes: Uint8Array, options?: OpenOptions, name = 'x.safetensors') =>
  openEmbeddings(bytesSource(name, bytes), options)

const tensor = (dtype: string, shape: number[], from: number, to: number) => ({
  dtype,
  shape,
  data_offsets: [from, to],
})

describe('safetensors', () => {
  it.each([
    // 1, -2, 0.5, 3 in each type, little-endian.
    ['F16', [0, 0x3c, 0, 0xc0, 0, 0x38, 0, 0x42]],
    ['BF16', [0x80, 0x3f, 0, 0xc0, 0, 0x3f, 0x40, 0x40]],
    ['F32', new Uint8Array(Float32Array.of(1, -2, 0.5, 3).buffer)],
    ['F64', new Uint8Array(Float64Array.of(1, -2, 0.5, 3).buffer)],
  ])('reads %s', async (dtype, data) => {
    const table = await open(
      file({ a: tensor(dtype, [2, 2], 0, data.length) }, data),
      {},
      'any-name',
    )
    expect([table.rows, table.cols, table.name]).toEqual([2, 2, "any-name['a']"])
    expect([...(await table.read(0, 2))]).toEqual([1, -2, 0.5, 3])
    expect([...(await table.read(1, 2))]).toEqual([0.5, 3])
  })

  it('takes the only 2-D tensor, else the one that is named', async () => {
    const bytes = Float32Array.of(1, 2, 3, 4, 5)
    const header = {
      __metadata__: { format: 'pt' },
      bias: tensor('F32', [2], 0, 8),
      image: tensor('F32', [1, 2], 8, 16),
    }
    const data = new Uint8Array(bytes.buffer)
    expect([...(await (await open(file(header, data.subarray(0, 16)))).read(0, 1))]).toEqual([3, 4])
    const two = file({ ...header, text: tensor('F32', [1, 1], 16, 20) }, data)
    await expect(open(two)).rejects.toThrow(
      "x.safetensors has several tensors: choose one of 'image', 'text' with array",
    )
    expect((await open(two, { array: 'text' })).cols).toBe(1)
    await expect(open(two, { array: 'bias' })).rejects.toThrow(
      "x.safetensors['bias'] has shape (2): embeddings are 2-D",
    )
    await expect(open(two, { array: 'c' })).rejects.toThrow(
      "x.safetensors has no tensor 'c', it has 'bias', 'image', 'text'",
    )
  })

  it('refuses integers, what is cut off and what is none', async () => {
    const data = new Uint8Array(16)
    await expect(open(file({ a: tensor('I32', [2, 2], 0, 16) }, data))).rejects.toThrow(
      "x.safetensors['a'] holds I32: embeddings are F16, BF16, F32 or F64",
    )
    await expect(open(file({ a: tensor('F32', [2, 2], 0, 16) }, data.subarray(1)))).rejects.toThrow(
      'x.safetensors is truncated',
    )
    await expect(open(file({ a: tensor('F32', [0, 2], 0, 0) }, []))).rejects.toThrow(
      "x.safetensors['a'] is empty: its shape is (0, 2)",
    )
    await expect(open(new TextEncoder().encode('hello, world'))).rejects.toThrow(
      'x.safetensors is not a safetensors file',
    )
    await expect(open(new TextEncoder().encode('hello'))).rejects.toThrow('x.safetensors')
  })
})
