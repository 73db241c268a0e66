import { defineCommand } from '../args/command.ts'
import { embedOptions, type EmbedFlags } from '../embed/embed-options.ts'
import { embedSamples, type EmbedProgress } from '../embed/embed-samples.ts'
import { planEncoders, settingsOf } from '../embed/encoder-plan.ts'
import { findItems } from '../embed/find-items.ts'
import type { Pairing } from '../embed/folder-items.ts'
import { inspectInputs } from '../embed/inspect-inputs.ts'
import type { Manifest } from '../embed/manifest.ts'
import { closeEncoders, openEncoders } from '../embed/open-encoders.ts'
import { openJob } from '../embed/open-job.ts'
import { renderSet, summarizeSet, type Pace } from '../embed/render-set.ts'
import type { Format } from '../embed/write-shard.ts'
import { usageError } from '../errors.ts'
import { interruptible } from '../interruption.ts'
import { formatCount, formatDuration } from '../terminal/format.ts'
import type { Terminal } from '../terminal/terminal.ts'

export const embed = defineCommand({
  name: 'embed',
  about: 'Turn pictures, sounds and texts into a set of paired embeddings.',
  positionals: ['SOURCE'],
  examples: [
    'cmgsae embed photos --out sets/photos',
    'cmgsae embed list.csv --image path --text caption --label class --out sets/mine',
    'cmgsae embed sounds --audio-model models/clap --template "the sound of {}" --out sets/sounds',
    'cmgsae train --pairs sets/photos --out runs/photos',
  ],
  details: [
    'SOURCE is a folder, or a .csv, .tsv, .jsonl, .json or .parquet list with a row per sample; a folder',
    'with a list called samples or metadata is read by it. Pictures go to CLIP, sounds to CLAP, texts to',
    'the one whose inputs they describe. Without texts, the class of a sample is put into prompts.',
    '',
    'Files that cannot be read are listed in SET/skipped.jsonl, each with the reason, and their samples',
    'left out. What a sample never had is missing: a row of NaN, which train --pairs takes as such.',
    '',
    'Ctrl-C stops (exit code 130). Even after a kill, the same command goes on after the last whole',
    'shard, and ends in the same bytes as a run that was never stopped.',
  ],
  options: embedOptions,
  async run({ options, positionals, terminal }) {
    const source = positionals[0]!
    const { out } = options
    if (out === undefined) throw usageError('embed needs --out SET')
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
    const live = watch(list.items.length, terminal)
    const { manifest, pace } = await interruptible(live.stopped, async (signal) => {
      const encoders = await openEncoders(plans, items, options, { terminal, signal })
      try {
        if (begun) terminal.note(`going on with ${out}`)
        live.start()
        return {
          manifest: await embedSamples({
            out,
            list,
            inputs: digest,
            encoders,
            format: (options.format as Format | undefined) ?? 'npy',
            shardSize: options['shard-size'] ?? 4096,
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
  },
})

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

/** The live line, and what it knows when the run ends. */
function watch(samples: number, terminal: Terminal) {
  const progress = terminal.progress('embedding', { after: 500 })
  let startedAt = 0
  let first: EmbedProgress | undefined
  let last: EmbedProgress | undefined
  const seconds = () => (performance.now() - startedAt) / 1000
  return {
    start() {
      startedAt = performance.now()
    },
    update(now: EmbedProgress) {
      first ??= now
      last = now
      const left = samples - first.saved
      const share = now.total > 0 ? now.done / now.total : 1
      const done = first.saved + Math.floor(share * left)
      progress.update(done, samples, () => {
        const parts = [`${formatCount(done)} of ${formatCount(samples)} samples`]
        const rate = (share * left) / seconds()
        if (share > 0) parts.push(`${rate < 10 ? rate.toFixed(1) : formatCount(rate)}/s`)
        if (share > 0 && share < 1)
          parts.push(`${formatDuration((1 - share) * (left / rate))} left`)
        if (now.skipped > 0) parts.push(`${formatCount(now.skipped)} skipped`)
        return parts.join('  ')
      })
    },
    stop: () => progress.stop(),
    pace: (): Pace => ({ samples: samples - (first?.saved ?? 0), seconds: seconds() }),
    stopped: () =>
      last
        ? `stopped, ${formatCount(last.saved)} of ${formatCount(samples)} samples are saved; the same command goes on`
        : 'stopped before the first sample; nothing is saved',
  }
}
