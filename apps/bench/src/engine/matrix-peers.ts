import { time, type Timing } from './row.ts'
import type { Sizes } from './workload.ts'

/** The dense product behind an encode in other libraries that run on WebAssembly. */
export async function matrixPeers(
  sizes: Sizes,
  runs: number,
  signal: AbortSignal,
): Promise<({ peer: string } & (Timing | { absent: string }))[]> {
  const peers = { 'tfjs-wasm': tensorflow, 'jax-js': jax }
  const found = []
  for (const [peer, make] of Object.entries(peers)) {
    try {
      found.push({ peer, ...(await time(await make(sizes), { runs, signal })) })
    } catch (error) {
      if (signal.aborted) throw error
      found.push({ peer, absent: error instanceof Error ? error.message : String(error) })
    }
  }
  return found
}

const uniform = (length: number) =>
  Float32Array.from({ length }, (_, i) => ((i * 7919) % 997) / 997 - 0.5)

async function tensorflow({ batch, width, latents }: Sizes) {
  const tf = await import('@tensorflow/tfjs-core')
  await import('@tensorflow/tfjs-backend-wasm')
  await tf.setBackend('wasm')
  const x = tf.tensor2d(uniform(batch * width), [batch, width])
  const w = tf.tensor2d(uniform(latents * width), [width, latents])
  return async () => {
    const product = tf.matMul(x, w)
    await product.data()
    product.dispose()
  }
}

async function jax({ batch, width, latents }: Sizes) {
  const { numpy: np, init, defaultDevice } = await import('@jax-js/jax')
  await init('wasm')
  defaultDevice('wasm')
  const x = np.array(uniform(batch * width)).reshape([batch, width])
  const w = np.array(uniform(latents * width)).reshape([width, latents])
  return async () => {
    await np.matmul(x.ref, w.ref).data()
  }
}
