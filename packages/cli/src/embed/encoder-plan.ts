import { SOUND_TEMPLATES } from '@cmgsae/adapter-clap'
import { IMAGE_TEMPLATES } from '@cmgsae/adapter-clip'
import { usageError } from '../errors.ts'
import { DEFAULT_FORMAT, DEFAULT_SHARD_SIZE, type EmbedFlags } from './embed-options.ts'
import type { Kind } from './file-kinds.ts'
import type { ItemList } from './item.ts'
import type { Settings } from './manifest.ts'
import { modelSource, type ModelKind, type ModelSource } from './model-source.ts'

/** A modality of the set, and which tower of which model makes it. */
export interface EncoderPlan {
  readonly name: string
  readonly kind: Kind
  readonly model: ModelKind
  readonly source: ModelSource
  readonly dtype: string
  /** Inputs of one run of the model. */
  readonly batch: number
  /** What the names of classes are put into, where those are the texts. */
  readonly templates?: readonly string[]
}

const batches: Readonly<Record<Kind, number>> = { image: 16, audio: 8, text: 32 }

/**
 * The modalities that the samples have. Texts go to the model of the pictures, without pictures to
 * that of the sounds, or to both.
 * @throws CliError for a model that cannot be, and templates that nothing would be put into
 */
export async function planEncoders(
  { items, prompts }: Pick<ItemList, 'items' | 'prompts'>,
  flags: EmbedFlags,
): Promise<EncoderPlan[]> {
  const has = (kind: Kind) => items.some(({ inputs }) => inputs[kind] !== undefined)
  if (flags.template.length > 0 && !(prompts && has('text'))) {
    throw usageError('--template is for the names of classes, and the texts here are none')
  }
  const holeless = flags.template.find((template) => !template.includes('{}'))
  if (holeless !== undefined) {
    throw usageError(
      `--template ${JSON.stringify(holeless)} has no {}, where the class's name goes`,
    )
  }
  const plan = async (name: string, kind: Kind, model: ModelKind): Promise<EncoderPlan> => {
    const usual = model === 'clip' ? IMAGE_TEMPLATES : SOUND_TEMPLATES
    const templates = flags.template.length > 0 ? flags.template : usual
    return {
      name,
      kind,
      model,
      source: await modelSource(model, flags),
      dtype: flags.dtype ?? 'fp32',
      batch: flags.batch ?? batches[kind],
      ...(kind === 'text' && prompts && { templates }),
    }
  }
  const plans: EncoderPlan[] = []
  if (has('image')) plans.push(await plan('image', 'image', 'clip'))
  if (has('audio')) plans.push(await plan('audio', 'audio', 'clap'))
  if (has('text')) {
    const tower = flags['text-tower'] ?? (has('audio') && !has('image') ? 'clap' : 'clip')
    plans.push(await plan('text', 'text', tower === 'clap' ? 'clap' : 'clip'))
    if (tower === 'both') plans.push(await plan('audio_text', 'text', 'clap'))
  }
  return plans
}

/** What decides the bytes, by option. */
export function settingsOf(plans: readonly EncoderPlan[], flags: EmbedFlags): Settings {
  const settings: Record<string, Settings[string]> = {}
  for (const { name, model, source, dtype, batch, templates } of plans) {
    const prefix = model === 'clip' ? '' : 'audio-'
    settings[`${prefix}model`] = 'folder' in source ? source.folder : source.model
    if ('revision' in source) settings[`${prefix}revision`] = source.revision
    if ('server' in source) settings['server'] = source.server
    else Object.assign(settings, { dtype, device: flags.device ?? 'cpu' })
    settings[`batch (${name})`] = batch
    if (name === 'text') settings['text-tower'] = flags['text-tower'] ?? model
    if (templates) settings[`template (${name})`] = templates
  }
  return {
    ...settings,
    'shard-size': flags['shard-size'] ?? DEFAULT_SHARD_SIZE,
    format: flags.format ?? DEFAULT_FORMAT,
    'allow-missing': flags['allow-missing'] ?? false,
  }
}
