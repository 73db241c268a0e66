import type { Device, DeviceArray } from './device.ts'
import type { Shape } from './kernel-text.ts'

/** Named buffers that live as long as the backend: each is made once a shape. */
export interface Scratch {
  array(name: string, shape: Shape): DeviceArray
  host(length: number): Float32Array
}

export function createScratch(device: Device): Scratch {
  const arrays = new Map<string, DeviceArray>()
  const hosts = new Map<number, Float32Array>()
  return {
    array(name, shape) {
      const key = `${name} ${shape.join('×')}`
      let array = arrays.get(key)
      if (!array) arrays.set(key, (array = device.array(shape)))
      return array
    },
    host(length) {
      let array = hosts.get(length)
      if (!array) hosts.set(length, (array = new Float32Array(length)))
      return array
    },
  }
}
