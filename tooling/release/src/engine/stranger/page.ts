// Runs on the page, then in a module worker of its own; `outcome` tells what computed there.
import { collect, type Told } from './collect.js'

declare global {
  var outcome: Promise<{ readonly page: Told; readonly worker: Told }>
}

globalThis.outcome = (async () => {
  const page = await collect()
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
  return {
    page,
    worker: await new Promise<Told>((resolve, reject) => {
      worker.addEventListener('message', ({ data }) => resolve(data as Told))
      worker.addEventListener('error', ({ message }) => reject(new Error(message)))
    }),
  }
})()
