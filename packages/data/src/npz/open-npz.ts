import type { ByteSource } from '../byte-source.ts'
import { chooseArray } from '../choose-array.ts'
import type { EmbeddingRows } from '../embedding-rows.ts'
import { firstBytes, notA } from '../first-bytes.ts'
import { openNpy } from '../npy/open-npy.ts'
import { listZip, openMember } from './zip.ts'

/**
 * One array of a .npz file. Arrays of numpy.savez stream; those of savez_compressed are
 * decompressed into memory when opened, since deflate has no random access.
 * @throws DataError listing the arrays where there are several and none is named
 */
export async function openNpz(
  source: ByteSource,
  { array }: { array?: string | undefined } = {},
): Promise<EmbeddingRows> {
  const start = await firstBytes(source, 24)
  // An archive without members starts with its directory's end, PK 5 6.
  if (start[0] !== 0x50 || start[1] !== 0x4b) throw notA('a .npz file', source.name, start)
  const members = new Map(
    (await listZip(source))
      .filter(({ name }) => name.endsWith('.npy'))
      .map((member) => [member.name.slice(0, -4), member]),
  )
  const chosen = chooseArray(source.name, [...members.keys()], array)
  const member = await openMember(source, members.get(chosen)!, `${source.name}['${chosen}']`)
  return openNpy(member)
}
