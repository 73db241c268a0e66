import { join } from 'node:path'
import { defineCommand } from '../args/command.ts'
import { interruptible } from '../interruption.ts'
import { formatCount, formatDuration } from '../terminal/format.ts'
import { shellQuote } from '../terminal/shell-quote.ts'
import type { Terminal } from '../terminal/terminal.ts'

export const world = defineCommand({
  name: 'world',
  about: 'Render a world of pictures, sounds, captions and motion of the same concepts.',
  positionals: ['DIR'],
  examples: [
    'cmgsae world ./world --samples 4000',
    'cmgsae world ./small --samples 200 --seed 7 --size 64',
    'cmgsae embed ./world --out sets/world',
  ],
  details: [
    'DIR gets images/000000.png, sounds/000000.wav (3 s, 16 kHz, mono), motion.npy (what an accelerometer',
    'in a pocket feels of each sample: a row of 3 s at 50 Hz, x, y, z, x, y, z, … in g), samples.csv with',
    'captions, labels, the concepts that each of picture, sound, motion and caption shows, and the gait of',
    'the one who carries the pocket, world.json with seed and classes, and index.html with a sample of each',
    'class to look at and listen to.',
    '',
    'The same seed gives the same files, and a larger world begins with the smaller: asking for more',
    'samples in the same DIR renders only those. Some concepts are only ever seen, some only heard.',
    '',
    'Ctrl-C stops (exit code 130). Even after a kill, the same command goes on where it stopped.',
  ],
  options: {
    samples: {
      type: 'number',
      hint: 'N',
      whole: true,
      min: 1,
      max: 1_000_000,
      about: 'how many; default 1000',
    },
    seed: {
      type: 'number',
      hint: 'N',
      whole: true,
      min: 0,
      max: 4_294_967_295,
      about: 'which world; default 0',
    },
    size: {
      type: 'number',
      hint: 'PX',
      whole: true,
      min: 16,
      max: 1024,
      about: 'width and height of the pictures in pixels; default 96',
    },
    json: { type: 'flag', about: 'print what was rendered as JSON' },
  },
  async run({ options, positionals, terminal }) {
    // Drawings, voices and the rasteriser: the other commands start without them.
    const { writeWorld } = await import('../world/write-world.ts')
    const folder = positionals[0]!
    const { samples = 1000, seed = 0, size = 96 } = options
    const live = watch(samples, terminal)
    const { manifest, rendered } = await interruptible(live.stopped, async (signal) => {
      try {
        return await writeWorld({ folder, seed, samples, size, signal, onProgress: live.update })
      } finally {
        live.stop()
      }
    })
    const seconds = live.seconds()
    const { classes, groups } = manifest
    const figures = { samples, classes: classes.length, groups: groups.length, seed, size }
    if (options.json) {
      terminal.print(JSON.stringify({ folder, ...figures, rendered, seconds }, null, 2))
      return
    }
    const { style } = terminal
    const already = samples - rendered
    const pace = `${formatDuration(seconds)}, ${formatCount(rendered / seconds)} samples a second`
    terminal.print(
      [
        style.bold(
          `${formatCount(samples)} samples of ${classes.length} classes in ${groups.length} groups, seed ${seed}`,
        ),
        rendered === 0
          ? '  all of them were there'
          : `  rendered ${formatCount(rendered)} in ${pace}`,
        ...(already > 0 && rendered > 0 ? [`  ${formatCount(already)} were there`] : []),
        '',
        `  saved in  ${style.cyan(folder)}`,
        `  look      ${style.cyan(join(folder, 'index.html'))}`,
        `  next      cmgsae embed ${shellQuote(folder)} --out ${shellQuote(`${folder.replace(/[/\\]+$/, '')}-set`)}`,
      ].join('\n'),
    )
  },
})

/** The live line, and what it knows when the run ends. */
function watch(samples: number, terminal: Terminal) {
  const progress = terminal.progress('rendering', { after: 500 })
  const startedAt = performance.now()
  const seconds = () => (performance.now() - startedAt) / 1000
  let done = 0
  let first: number | undefined
  return {
    seconds,
    update(now: number) {
      first ??= now
      done = now
      const rate = (done - first) / seconds()
      progress.update(done, samples, () => {
        const left = done < samples ? `  ${formatDuration((samples - done) / rate)} left` : ''
        return `${formatCount(done)} of ${formatCount(samples)} samples  ${formatCount(rate)}/s${left}`
      })
    },
    stop: () => progress.stop(),
    stopped: () =>
      `stopped, ${formatCount(done)} of ${formatCount(samples)} samples are whole; the same command goes on`,
  }
}
