import { defineCommand } from '../args/command.ts'
import { embedOptions } from '../embed/embed-options.ts'
import { usageError } from '../errors.ts'

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
    const { out } = options
    if (out === undefined) throw usageError('embed needs --out SET')
    // The adapters are loaded by no other command.
    const { runEmbed } = await import('../embed/run-embed.ts')
    await runEmbed(positionals[0]!, out, options, terminal)
  },
})
