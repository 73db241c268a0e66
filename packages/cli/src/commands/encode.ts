import { createRowCheck, type EmbeddingRows } from '@cmgsae/data'
import { openEmbeddings } from '@cmgsae/data/node'
import { createModel, modelMemory } from '@cmgsae/model'
import { loadRun } from '@cmgsae/model/node'
import type { Matrix } from '@cmgsae/tensor'
import { defineCommand } from '../args/command.ts'
import { createCodeWriter } from '../encode/code-writer.ts'
import { CliError, usageError } from '../errors.ts'
import { interruptible } from '../interruption.ts'
import { backendOption, openBackend } from '../run/backend.ts'
import type { BackendName } from '../run/run-info.ts'
import { modalityOptions } from '../samples/load-samples.ts'
import { filesOf, sourceOptions } from '../samples/source.ts'
import { formatCount } from '../terminal/format.ts'

export const encode = defineCommand({
  name: 'encode',
  about: 'Write the sparse codes of embeddings, streaming files of any size.',
  positionals: ['RUN'],
  examples: [
    'cmgsae encode runs/first --modality image=images.npy --out codes.npz',
    'cmgsae encode runs/first --modality image=a.npy --modality text=t.npy --out joint.npz',
    'cmgsae encode runs/first --modality text=queries.npy --out queries.npy',
  ],
  details: [
    'codes.npz loads with scipy.sparse.load_npz; .safetensors holds the same arrays (indptr, indices,',
    'data, shape); .npy is dense. Several modalities give the joint code of each sample.',
  ],
  options: {
    pairs: sourceOptions.pairs,
    modality: sourceOptions.modality,
    'allow-missing': sourceOptions['allow-missing'],
    out: { type: 'text', hint: 'FILE', about: 'where to write: .npz, .safetensors or .npy' },
    batch: {
      type: 'number',
      hint: 'N',
      whole: true,
      min: 1,
      about: 'samples in memory at a time; default 4096',
    },
    backend: backendOption,
    json: { type: 'flag', about: 'print what was written as JSON' },
  },
  async run({ options, positionals, terminal }) {
    const { out, batch = 4096 } = options
    if (out === undefined) throw usageError('encode needs --out FILE')
    const source = await filesOf({ ...options, labels: undefined, metadata: undefined })
    if (!source) throw usageError('encode needs --modality NAME=FILE, or --pairs SET')
    const run = await loadRun(positionals[0]!)
    const backend = (options.backend as BackendName | undefined) ?? 'wasm'
    const model = createModel(run.model, await openBackend(backend, modelMemory(run.model)))
    const tables: { name: string; table: EmbeddingRows }[] = []
    const progress = terminal.progress('encoding', { after: 1500 })
    let done = 0
    let entries = 0
    try {
      for (const { name, file } of source.modalities) {
        const { path, ...part } = await modalityOptions(name, file)
        tables.push({ name, table: await openEmbeddings(path, part) })
      }
      const rows = tables[0]!.table.rows
      checkTables(tables, model.modalities)
      const checks = tables.map(({ table }) =>
        createRowCheck(rows, { name: table.name, allowMissing: source.allowMissing }),
      )
      const writer = await createCodeWriter(out, model.latents)
      try {
        await interruptible(
          () => `stopped at row ${formatCount(done)} of ${formatCount(rows)}; nothing was written`,
          async (signal) => {
            for (let from = 0; from < rows; from += batch) {
              const to = Math.min(rows, from + batch)
              const inputs: Record<string, Matrix> = {}
              for (const [s, { name, table }] of tables.entries()) {
                const data = await table.read(from, to)
                checks[s]!.add(data, table.cols, from)
                checks[s]!.finish()
                inputs[name] = { rows: to - from, cols: table.cols, data }
              }
              const codes = await model.encode(inputs, { signal })
              await writer.append(codes)
              entries += codes.offsets[codes.rows]!
              done = to
              progress.update(done, rows, `${formatCount(done)} of ${formatCount(rows)} rows`)
            }
            await writer.close()
          },
        )
      } catch (error) {
        await writer.abort()
        throw error
      }
      progress.stop()
      const l0 = entries / rows
      terminal.print(
        options.json
          ? JSON.stringify({ out, rows, latents: model.latents, entries, l0 }, null, 2)
          : `${out}  ${formatCount(rows)} × ${formatCount(model.latents)}, ${l0.toFixed(1)} active latents per sample`,
      )
    } finally {
      progress.stop()
      await Promise.all(tables.map(({ table }) => table.close()))
    }
  },
})

function checkTables(
  tables: readonly { name: string; table: EmbeddingRows }[],
  known: readonly { readonly name: string; readonly width: number }[],
): void {
  const [first] = tables
  for (const { name, table } of tables) {
    const modality = known.find((candidate) => candidate.name === name)
    if (!modality) {
      const names = known.map((candidate) => candidate.name).join(', ')
      throw new CliError(`--modality ${name}: the run knows ${names} only`)
    }
    if (table.cols !== modality.width) {
      throw new CliError(
        `${table.name} is ${table.cols} wide; the run was trained on ${name} of width ${modality.width}`,
      )
    }
    if (table.rows !== first!.table.rows) {
      throw new CliError(
        `${first!.table.name} has ${first!.table.rows} rows and ${table.name} has ${table.rows}; row i of every file must be the same sample`,
      )
    }
  }
}
