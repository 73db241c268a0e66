import type { Matrix } from '@cmgsae/tensor'
import type { Progress } from '../api.ts'
import { connect } from '../rpc/connect.ts'
import type { CallOptions } from '../rpc/protocol.ts'

export interface LayoutMaker {
  place(args: { directions: Matrix }, options?: CallOptions<Progress>): Promise<Float32Array>
}

/** Lays out a map in a worker of its own, so that the engine answers meanwhile. */
export async function layoutInWorker(
  directions: Matrix,
  options: CallOptions<Progress>,
): Promise<Float32Array> {
  const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' })
  try {
    return await connect<LayoutMaker>(worker).place({ directions }, options)
  } finally {
    worker.terminate()
  }
}
