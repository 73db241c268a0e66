import { interruptible } from '../interruption.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { DEFAULT_FORMAT, DEFAULT_SHARD_SIZE, type EmbedFlags } from './embed-options.ts'
import { embedSamples } from './embed-samples.ts'
import { planEncoders, settingsOf } from './encoder-plan.ts'
import { findItems } from './find-items.ts'
import type { Pairing } from './folder-items.ts'
import { inspectInputs } from './inspect-inputs.ts'
import { createLiveLine } from './live-line.ts'
import type { Manifest } from './manifest.ts'
import { closeEncoders, openEncoders } from './open-encoders.ts'
import { openJob, removeSet } from './open-job.ts'
import { renderSet, summarizeSet, type Pace } from './render-set.ts'
import type { Format } from './write-shard.ts'

/**
 * Embeds what a source names into the folder `out`, or what of it is left.
 * @throws CliError or DataError in one line; Interrupted after Ctrl-C
 */
export async function runEmbed(
  source: string,
  out: string,
  options: EmbedFlags,
  terminal: Terminal,
): Promise<void> {
  const found = await findItems(source, {
    pair: options.pair as Pairing | undefined,
    columns: columnsOf(options),
    root: options.root,
  })
  terminal.note(found.found)
  const { items, digest } = await inspectInputs(found.items)
  const list = { ...found, items }
  const plans = await planEncoders(list, options)
  const settings = settingsOf(plans, options)
  const force = options.force ?? false
  const begun = await openJob(out, { settings, inputs: digest }, { force })
  if (begun?.complete) {
    terminal.note(`${out} is finished; --force makes it anew`)
    return show(out, begun, undefined, options, terminal)
  }
  const live = createLiveLine(list.items.length, terminal)
  const { manifest, pace } = await interruptible(live.stopped, async (signal) => {
    const encoders = await openEncoders(plans, items, options, { terminal, signal })
    try {
      if (begun) terminal.note(`going on with ${out}, begun by an earlier run`)
      // Only now that there are models to make it anew.
      if (force) await removeSet(out)
      live.start()
      return {
        manifest: await embedSamples({
          out,
          list,
          inputs: digest,
          encoders,
          format: (options.format as Format | undefined) ?? DEFAULT_FORMAT,
          shardSize: options['shard-size'] ?? DEFAULT_SHARD_SIZE,
          keepPartial: options['allow-missing'] ?? false,
          settings,
          begun,
          signal,
          onProgress: live.update,
        }),
        pace: live.pace(),
      }
    } finally {
      live.stop()
      await closeEncoders(encoders)
    }
  })
  show(out, manifest, pace, options, terminal)
}

function columnsOf({ image, audio, text, label }: EmbedFlags) {
  return {
    ...(image !== undefined && { image }),
    ...(audio !== undefined && { audio }),
    ...(text !== undefined && { text }),
    ...(label !== undefined && { label }),
  }
}

function show(
  out: string,
  manifest: Manifest,
  pace: Pace | undefined,
  { json }: EmbedFlags,
  terminal: Terminal,
): void {
  terminal.print(
    json
      ? JSON.stringify(summarizeSet(out, manifest, pace), null, 2)
      : renderSet(out, manifest, pace, terminal),
  )
}
