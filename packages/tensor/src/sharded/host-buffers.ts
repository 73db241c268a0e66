/** Named arrays on the host that grow to the longest asked for. */
export interface HostBuffers {
  f32(name: string, length: number): Float32Array
  f64(name: string, length: number): Float64Array
  u8(name: string, length: number): Uint8Array
}

export function createHostBuffers(): HostBuffers {
  return { f32: growing(Float32Array), f64: growing(Float64Array), u8: growing(Uint8Array) }
}

function growing<T extends { readonly length: number; subarray(from: number, to: number): T }>(
  make: new (length: number) => T,
): (name: string, length: number) => T {
  const held = new Map<string, T>()
  return (name, length) => {
    let array = held.get(name)
    if (!array || array.length < length) held.set(name, (array = new make(length)))
    return array.subarray(0, length)
  }
}
