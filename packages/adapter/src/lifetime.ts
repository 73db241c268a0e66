import { AdapterError } from './errors.ts'

/** Whether an adapter may still be used. */
export interface Lifetime {
  /** @throws AdapterError after the end */
  demandLive(): void
  /** Ends it; false where it had ended before. */
  end(): boolean
}

export function createLifetime(modelId: string): Lifetime {
  let ended = false
  return {
    demandLive() {
      if (ended) throw new AdapterError(`${modelId}: disposed; make a new adapter to embed again`)
    },
    end() {
      const first = !ended
      ended = true
      return first
    },
  }
}
