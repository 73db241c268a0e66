import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { bytesSource } from '../byte-source.ts'
import { encodeNpyHeader } from '../npy/encode-header.ts'
import { openEmbeddings, type OpenOptions } from '../open-embeddings.ts'

function npy(values: number[], rows: number): Uint8Array {
  const data = new Uint8Array(Float32Array.from(values).buffer)
  return Uint8Array.from([...encodeNpyHeader('float32', rows, values.length / rows), ...data])
}

const image = npy([1, 2, 3, 4, 5, 6], 3)
const text = npy([7, 8, 9], 3)
const open = (bytes: Uint8Array, options?: OpenOptions) =>
  openEmbeddings(bytesSource('x.npz', bytes), options)

/** Where a signature stands in an archive. */
function find(bytes: Uint8Array, signature: number[]): number {
  return bytes.findIndex((_, at) => signature.every((byte, i) => bytes[at + i] === byte))
}

describe('.npz', () => {
  it('reads stored and deflated arrays', async () => {
    for (const level of [0, 6] as const) {
      const archive = zipSync({ 'image.npy': image, 'notes.txt': new Uint8Array(9) }, { level })
      const table = await open(archive)
      expect([table.name, table.rows, table.cols]).toEqual(["x.npz['image']", 3, 2])
      expect([...(await table.read(1, 3))]).toEqual([3, 4, 5, 6])
    }
  })

  it('reads a stored array in place', async () => {
    const big = npy(
      Array.from({ length: 50_000 }, (_, i) => i),
      5000,
    )
    const memory = bytesSource('x.npz', zipSync({ 'a.npy': big }, { level: 0 }))
    const reads: number[] = []
    const table = await openEmbeddings({
      ...memory,
      read(offset, length) {
        reads.push(length)
        return memory.read(offset, length)
      },
    })
    reads.length = 0
    expect((await table.read(4000, 4001))[0]).toBe(40_000)
    expect(reads).toEqual([40])
  })

  it('asks which array where there are several', async () => {
    const archive = zipSync({ 'image.npy': image, 'text.npy': text })
    await expect(open(archive)).rejects.toThrow(
      "x.npz has several arrays: choose one of 'image', 'text' with array",
    )
    expect((await open(archive, { array: 'text' })).cols).toBe(1)
    await expect(open(archive, { array: 'audio' })).rejects.toThrow(
      "x.npz has no array 'audio', it has 'image', 'text'",
    )
    await expect(open(zipSync({ 'a.txt': text }))).rejects.toThrow('x.npz has no array')
  })

  it('reads sizes beyond 32 bits, as numpy writes them for large files', async () => {
    // numpy.savez forces zip64 in local headers; here the directory's entry has it too.
    const archive = zipSync({ 'a.npy': image }, { level: 0 })
    const at = find(archive, [0x50, 0x4b, 1, 2])
    const entry = archive.slice(at, at + 46 + 5)
    const view = new DataView(entry.buffer)
    view.setUint32(20, 0xffffffff, true)
    view.setUint32(24, 0xffffffff, true)
    view.setUint16(30, 20, true)
    const extra = new Uint8Array(20)
    const extraView = new DataView(extra.buffer)
    extraView.setUint16(0, 1, true)
    extraView.setUint16(2, 16, true)
    extraView.setBigUint64(4, BigInt(image.length), true)
    extraView.setBigUint64(12, BigInt(image.length), true)
    const end = archive.slice(at + entry.length)
    new DataView(end.buffer).setUint32(12, entry.length + extra.length, true)
    const wide = Uint8Array.from([...archive.subarray(0, at), ...entry, ...extra, ...end])
    expect([...(await (await open(wide)).read(0, 3))]).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('refuses what is cut off, damaged, encrypted or no archive', async () => {
    const archive = zipSync({ 'a.npy': image }, { level: 9 })
    await expect(open(archive.subarray(0, -5))).rejects.toThrow(
      'x.npz is truncated: it has no zip directory at its end',
    )
    await expect(open(new TextEncoder().encode('hello'))).rejects.toThrow(
      'x.npz is not a .npz file: it starts with "hello"',
    )
    await expect(open(zipSync({ 'a.npy': new Uint8Array(0) }))).rejects.toThrow(
      "x.npz['a'] is empty (0 bytes)",
    )
    const directory = find(archive, [0x50, 0x4b, 1, 2])
    const changed = (offset: number, value: number) => {
      const copy = archive.slice()
      copy[directory + offset] = value
      return copy
    }
    await expect(open(changed(8, 1))).rejects.toThrow("x.npz['a'] is encrypted")
    await expect(open(changed(10, 12))).rejects.toThrow(
      "x.npz['a'] is compressed by zip method 12: use numpy.savez",
    )
    await expect(open(changed(0, 0))).rejects.toThrow(
      'x.npz is damaged: its zip directory breaks off at byte 0',
    )
    await expect(open(changed(24, archive[directory + 24]! + 1))).rejects.toThrow(
      "x.npz['a'] is damaged: 152 bytes, not 153",
    )
    await expect(open(changed(24, archive[directory + 24]! - 1))).rejects.toThrow(
      "x.npz['a'] is damaged: it is too long",
    )
    await expect(open(changed(26, 255))).rejects.toThrow(
      /x.npz\['a'\] is damaged: \d+ bytes cannot hold 16711832/,
    )
    const broken = archive.slice()
    broken.fill(0xff, 40, 60)
    await expect(open(broken)).rejects.toThrow("x.npz['a'] is damaged: ")
  })
})
