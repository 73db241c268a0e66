import { AdapterError, precomputed, type EmbeddingAdapter } from '@cmgsae/adapter'
import { clapSounds, clapTexts } from '@cmgsae/adapter-clap'
import { clipImages, clipTexts, type DownloadProgress, type Dtype } from '@cmgsae/adapter-clip'
import { CliError } from '../errors.ts'
import { formatBytes } from '../terminal/format.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { EmbedFlags } from './embed-options.ts'
import { distinctInputs, type Encoder } from './embed-shard.ts'
import type { EncoderPlan } from './encoder-plan.ts'
import type { Item } from './item.ts'
import { weightsDigest } from './model-source.ts'
import { serverAdapter } from './server-adapter.ts'

/**
 * Loads the towers that are needed. The names of classes are put into their prompts and embedded at
 * once, so that every sample of a class gets the same vector for the price of one.
 * @throws CliError in one line, where a model cannot be had; signal.reason on an abort
 */
export async function openEncoders(
  plans: readonly EncoderPlan[],
  items: readonly Item[],
  flags: EmbedFlags,
  { terminal, signal }: { terminal: Terminal; signal: AbortSignal },
): Promise<Encoder[]> {
  const encoders: Encoder[] = []
  try {
    for (const plan of plans) {
      const { kind, source, dtype, templates } = plan
      const opened = await open(plan, flags, { terminal, signal })
      const weights = 'folder' in source && (await weightsDigest(source.folder, kind, dtype))
      encoders.push({
        ...plan,
        adapter: templates
          ? await embedOnce(opened, distinctInputs(items, kind), { terminal, signal })
          : opened,
        ...(weights && { weights }),
      })
    }
    return encoders
  } catch (error) {
    await closeEncoders(encoders)
    throw error
  }
}

export async function closeEncoders(encoders: readonly Encoder[]): Promise<void> {
  await Promise.all(encoders.map(({ adapter }) => adapter.dispose()))
}

async function open(
  { kind, model, source, dtype, batch, templates }: EncoderPlan,
  flags: EmbedFlags,
  { terminal, signal }: { terminal: Terminal; signal: AbortSignal },
): Promise<EmbeddingAdapter<string>> {
  if ('server' in source) {
    const { server: baseUrl, model: name } = source
    const apiKeyVariable = flags['key-variable']
    return serverAdapter(
      kind,
      { baseUrl, model: name, apiKeyVariable, requestSize: batch, signal },
      templates,
    )
  }
  const progress = terminal.progress('downloading')
  const options = {
    ...source,
    dtype: dtype as Dtype,
    device: flags.device,
    cacheFolder: flags.cache,
    hub: flags.hub,
    offline: flags.offline,
    batchSize: batch,
    templates,
    signal,
    onProgress: ({ done, total, file }: DownloadProgress) =>
      progress.update(done, total, `${file}  ${formatBytes(done)} of ${formatBytes(total)}`),
  }
  try {
    // None of them sees what is no file, address or text.
    if (kind === 'image') return (await clipImages(options)) as EmbeddingAdapter<string>
    if (kind === 'audio') return (await clapSounds(options)) as EmbeddingAdapter<string>
    return await (model === 'clip' ? clipTexts : clapTexts)(options)
  } catch (error) {
    if (!AdapterError.isInstance(error) || !/folder/i.test(error.message)) throw error
    const flag = model === 'clip' ? '--model' : '--audio-model'
    throw new CliError(`${error.message} (here: ${flag} FOLDER, --cache DIR)`, { cause: error })
  } finally {
    progress.stop()
  }
}

/** Serves the vectors of a few texts from memory; the model is let go of. */
async function embedOnce(
  adapter: EmbeddingAdapter<string>,
  texts: readonly string[],
  { terminal, signal }: { terminal: Terminal; signal: AbortSignal },
): Promise<EmbeddingAdapter<string>> {
  const { modality, modelId } = adapter
  const progress = terminal.progress('class names', { after: 1000 })
  try {
    const { rows, cols, data } = await adapter.embed(texts, {
      signal,
      onProgress: ({ done, total }) => progress.update(done, total),
    })
    const read = async (from: number, to: number) => data.slice(from * cols, to * cols)
    return precomputed({ modality, modelId, rows: { rows, cols, read, close() {} }, keys: texts })
  } finally {
    progress.stop()
    await adapter.dispose()
  }
}
