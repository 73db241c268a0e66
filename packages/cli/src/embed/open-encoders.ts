import { AdapterError, precomputed, type EmbeddingAdapter } from '@cmgsae/adapter'
import { clapSounds, clapTexts } from '@cmgsae/adapter-clap'
import { clipImages, clipTexts, type Dtype } from '@cmgsae/adapter-clip'
import { CliError } from '../errors.ts'
import { formatBytes } from '../terminal/format.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { EmbedFlags } from './embed-options.ts'
import { distinctInputs, type Encoder } from './embed-shard.ts'
import type { EncoderPlan } from './encoder-plan.ts'
import type { Item } from './item.ts'
import { weightsDigest } from './model-source.ts'

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
  const progress = terminal.progress('downloading')
  try {
    for (const plan of plans) {
      const adapter = await open(plan, {
        ...plan.source,
        dtype: plan.dtype as Dtype,
        device: flags.device,
        cacheFolder: flags.cache,
        hub: flags.hub,
        offline: flags.offline,
        batchSize: plan.batch,
        templates: plan.templates,
        signal,
        onProgress: ({ done, total, file }) =>
          progress.update(done, total, `${file}  ${formatBytes(done)} of ${formatBytes(total)}`),
      })
      progress.stop()
      const weights =
        'folder' in plan.source && (await weightsDigest(plan.source.folder, plan.kind, plan.dtype))
      encoders.push({
        ...plan,
        adapter: plan.templates
          ? await embedOnce(adapter, distinctInputs(items, plan.kind), signal)
          : adapter,
        ...(weights && { weights }),
      })
    }
    return encoders
  } catch (error) {
    await closeEncoders(encoders)
    throw error
  } finally {
    progress.stop()
  }
}

export async function closeEncoders(encoders: readonly Encoder[]): Promise<void> {
  await Promise.all(encoders.map(({ adapter }) => adapter.dispose()))
}

type TowerOptions = NonNullable<Parameters<typeof clipTexts>[0]>

async function open({ kind, model }: EncoderPlan, options: TowerOptions) {
  try {
    // None of them sees what is no file, address or text.
    if (kind === 'image') return (await clipImages(options)) as EmbeddingAdapter<string>
    if (kind === 'audio') return (await clapSounds(options)) as EmbeddingAdapter<string>
    return await (model === 'clip' ? clipTexts : clapTexts)(options)
  } catch (error) {
    if (!AdapterError.isInstance(error)) throw error
    const flag = model === 'clip' ? '--model' : '--audio-model'
    throw new CliError(`${error.message} (here: ${flag} FOLDER, --cache DIR)`, { cause: error })
  }
}

/** Serves the vectors of a few texts from memory; the model is let go of. */
async function embedOnce(
  adapter: EmbeddingAdapter<string>,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<EmbeddingAdapter<string>> {
  const { modality, modelId } = adapter
  try {
    const { rows, cols, data } = await adapter.embed(texts, { signal })
    const read = async (from: number, to: number) => data.slice(from * cols, to * cols)
    return precomputed({ modality, modelId, rows: { rows, cols, read, close() {} }, keys: texts })
  } finally {
    await adapter.dispose()
  }
}
