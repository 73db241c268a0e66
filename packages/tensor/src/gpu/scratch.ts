import type { Device, DeviceArray, HostArray } from './device.ts'
import { lengthOf, type Shape } from './kernel-text.ts'

/** Named buffers that live as long as the backend: each is made once a shape. */
export interface Scratch {
  array(name: string, shape: Shape): DeviceArray
  /** Zeros, to be filled and given to a kernel at once. */
  host(name: string, shape: Shape): HostArray
}

export function createScratch(device: Device): Scratch {
  const arrays = new Map<string, DeviceArray>()
  const hosts = new Map<string, HostArray>()
  return {
    array(name, shape) {
      const key = `${name} ${shape.join('×')}`
      let array = arrays.get(key)
      if (!array) arrays.set(key, (array = device.array(shape)))
      return array
    },
    host(name, shape) {
      const key = `${name} ${shape.join('×')}`
      let array = hosts.get(key)
      if (array) array.values.fill(0)
      else hosts.set(key, (array = { shape, values: new Float32Array(lengthOf(shape)) }))
      return array
    },
  }
}
