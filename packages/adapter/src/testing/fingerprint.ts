/**
 * The primitive values inside a value, in order: two fingerprints are equal when nothing in it
 * changed. Sees arrays, buffers (by checksum: a sound is half a million samples), maps, sets,
 * URLs and own enumerable properties.
 */
export function fingerprint(value: unknown): unknown[] {
  const found: unknown[] = []
  const seen = new Set<object>()
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) {
      found.push(part)
    } else if (ArrayBuffer.isView(part)) {
      // Without bytes its buffer may be gone to a worker, and takes no view then.
      const { buffer, byteOffset, byteLength } = part
      found.push(byteLength, byteLength && checksum(new Uint8Array(buffer, byteOffset, byteLength)))
    } else if (part instanceof ArrayBuffer) {
      found.push(part.byteLength, part.byteLength && checksum(new Uint8Array(part)))
    } else if (part instanceof URL) {
      found.push(part.href)
    } else if (!seen.has(part)) {
      seen.add(part)
      const inside = part instanceof Set ? [...part] : [...entries(part)].flat()
      found.push(inside.length)
      inside.forEach(visit)
    }
  }
  visit(value)
  return found
}

/** FNV-1a, 32 bits. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash
}

function entries(part: object): Iterable<[unknown, unknown]> {
  return part instanceof Map ? part : Object.entries(part)
}
