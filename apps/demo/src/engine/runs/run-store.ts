import { createModel, modelMemory } from '@cmgsae/model'
import { createWasm, scopedBackend, shardsFor, type WasmBackend } from '@cmgsae/tensor'
import { DemoError } from '../../errors.ts'
import type { Progress } from '../api.ts'
import type { LoadedRun } from './loaded-run.ts'
import { openedRun, type OpenedRun } from './opened-run.ts'

export interface RunStore {
  /** An opened run. @throws DemoError where none has that id */
  get(id: string): OpenedRun
  /** Opens a run once; later calls share what the first began, unless it failed. */
  open(
    id: string,
    load: () => Promise<LoadedRun>,
    onProgress: (progress: Progress) => void,
  ): Promise<OpenedRun>
  close(id: string): void
  /** What runs of usual size compute on. */
  backend(): Promise<WasmBackend>
}

export function createRunStore(): RunStore {
  const opening = new Map<string, Promise<OpenedRun>>()
  const opened = new Map<string, OpenedRun>()
  const backends = new Map<number, Promise<WasmBackend>>()

  function backendFor(shards: number): Promise<WasmBackend> {
    let backend = backends.get(shards)
    if (!backend) backends.set(shards, (backend = createWasm({ shards })))
    return backend
  }

  // While the run is on its way; who needs it hears of a failure.
  backendFor(1).catch(() => undefined)

  async function build(
    id: string,
    load: () => Promise<LoadedRun>,
    onProgress: (progress: Progress) => void,
  ): Promise<OpenedRun> {
    onProgress({ done: 0, total: 1, what: 'loading' })
    const loaded = await load()
    const { model: state } = loaded.run
    const backend = scopedBackend(await backendFor(shardsFor(modelMemory(state))))
    const model = createModel(state, backend)
    const run = openedRun({ id, ...loaded, model, backend })
    // With its tables at hand it can be shown before.
    return loaded.tables ? run : run.encoded(onProgress)
  }

  return {
    backend: () => backendFor(1),
    get(id) {
      const run = opened.get(id)
      if (run) return run
      throw new DemoError(`the run ${id} is not open here; open it again`)
    },
    open(id, load, onProgress) {
      let run = opening.get(id)
      if (!run) {
        run = build(id, load, onProgress).then(
          (done) => {
            opened.set(id, done)
            return done
          },
          (error: unknown) => {
            opening.delete(id)
            throw error
          },
        )
        opening.set(id, run)
      }
      return run
    },
    close(id) {
      opened.get(id)?.release()
      opened.delete(id)
      opening.delete(id)
    },
  }
}
