import { Inflate } from 'fflate'
import { spanOf, bytesSource, type ByteSource } from '../byte-source.ts'
import { DataError } from '../errors.ts'

/** One file in a zip archive, as its central directory lists it. */
export interface ZipMember {
  readonly name: string
  /** Bytes in the archive, and bytes when decompressed. */
  readonly compressed: number
  readonly size: number
  readonly method: number
  readonly encrypted: boolean
  readonly headerStart: number
}

const END = 0x06054b50
const END_64_LOCATOR = 0x07064b50
const MEMBER = 0x02014b50
const STORED = 0
const DEFLATED = 8

/** Deflate cannot shrink below 1:1032; a header that claims more is damaged or hostile. */
const MOST_DEFLATED = 1032

/** @throws DataError for an archive that is cut off or damaged */
export async function listZip(source: ByteSource): Promise<ZipMember[]> {
  const { name, size } = source
  // The end record is 22 bytes and a comment of at most 65,535.
  const tailLength = Math.min(size, 22 + 65_535)
  const tail = viewOf(await source.read(size - tailLength, tailLength))
  let at = tailLength - 22
  while (at >= 0 && tail.getUint32(at, true) !== END) at--
  if (at < 0) throw new DataError(`${name} is truncated: it has no zip directory at its end`)
  let start = tail.getUint32(at + 16, true)
  let length = tail.getUint32(at + 12, true)
  if (at >= 20 && tail.getUint32(at - 20, true) === END_64_LOCATOR) {
    const end = viewOf(await source.read(Number(tail.getBigUint64(at - 12, true)), 56))
    length = Number(end.getBigUint64(40, true))
    start = Number(end.getBigUint64(48, true))
  }
  return parseDirectory(await source.read(start, length), name)
}

function parseDirectory(bytes: Uint8Array, archive: string): ZipMember[] {
  const view = viewOf(bytes)
  const members: ZipMember[] = []
  for (let at = 0; at + 46 <= bytes.length;) {
    if (view.getUint32(at, true) !== MEMBER) {
      throw new DataError(`${archive} is damaged: its zip directory breaks off at byte ${at}`)
    }
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    const extraEnd = nameEnd + view.getUint16(at + 30, true)
    const [size, compressed, headerStart] = wide(view, nameEnd, extraEnd, [
      view.getUint32(at + 24, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ])
    members.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)),
      compressed,
      size,
      headerStart,
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    })
    at = extraEnd + view.getUint16(at + 32, true)
  }
  return members
}

type Sizes = [size: number, compressed: number, headerStart: number]

/** Zip64: fields that are all ones stand, in this order, as 64-bit numbers in an extra record. */
function wide(view: DataView, from: number, to: number, fields: Sizes): Sizes {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    let next = at + 4
    return fields.map((field) => {
      if (field !== 0xffffffff) return field
      next += 8
      return Number(view.getBigUint64(next - 8, true))
    }) as Sizes
  }
  return fields
}

/**
 * One member as a source: a stored one is read in place, a deflated one is decompressed into memory.
 * @throws DataError for an encrypted or damaged member
 */
export async function openMember(
  source: ByteSource,
  { compressed, size, method, encrypted, headerStart }: ZipMember,
  name: string,
): Promise<ByteSource> {
  if (encrypted) throw new DataError(`${name} is encrypted: save it without a password`)
  const header = viewOf(await source.read(headerStart, 30))
  const start = headerStart + 30 + header.getUint16(26, true) + header.getUint16(28, true)
  if (start + compressed > source.size) {
    throw new DataError(`${name} is truncated: it ends at ${start + compressed} of ${source.size}`)
  }
  if (method === STORED) return spanOf(source, start, size, name)
  if (method !== DEFLATED) {
    throw new DataError(`${name} is compressed by zip method ${method}: use numpy.savez`)
  }
  if (size > compressed * MOST_DEFLATED) {
    throw new DataError(`${name} is damaged: ${compressed} bytes cannot hold ${size}`)
  }
  const bytes = await inflate(spanOf(source, start, compressed, name), size)
  return { ...bytesSource(name, bytes), close: async () => source.close?.() }
}

const CHUNK = 1 << 20

async function inflate(source: ByteSource, size: number): Promise<Uint8Array> {
  const { name } = source
  const out = new Uint8Array(size)
  let length = 0
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > size) throw new DataError(`${name} is damaged: it is too long`)
    out.set(chunk, length)
    length += chunk.length
  })
  try {
    for (let at = 0; at < source.size; at += CHUNK) {
      const bytes = await source.read(at, Math.min(CHUNK, source.size - at))
      stream.push(bytes, at + bytes.length === source.size)
    }
  } catch (error) {
    if (DataError.isInstance(error)) throw error
    throw new DataError(`${name} is damaged: ${(error as Error).message}`, { cause: error })
  }
  if (length !== size) throw new DataError(`${name} is damaged: ${length} bytes, not ${size}`)
  return out
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
