/** The buffers of all typed arrays in plain data, each once; shared memory cannot be moved. */
export function transferables(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  collect(value, found)
  return [...found]
}

function collect(value: unknown, found: Set<ArrayBuffer>): void {
  if (typeof value !== 'object' || value === null || value instanceof Blob) return
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (Array.isArray(value)) {
    // Lists of texts or numbers are long and hold no arrays.
    if (typeof value[0] === 'object') for (const entry of value) collect(entry, found)
  } else {
    for (const entry of Object.values(value)) collect(entry, found)
  }
}
