import type { Options, Values } from '../args/command.ts'

const inputs = 'Inputs'
const models = 'Models'
const set = 'Set'

export const embedOptions = {
  pair: {
    type: 'text',
    hint: 'BY',
    choices: ['stem', 'class'],
    about:
      'how the files of a folder become samples. stem: dog.png, dog.wav and dog.txt are one; class: besides, the folder of a file is its class. Default: by stem where files pair so, else by class',
    section: inputs,
  },
  image: {
    type: 'text',
    hint: 'COLUMN',
    about: 'column of a list that names the pictures; default: the one with a usual name',
    section: inputs,
  },
  audio: {
    type: 'text',
    hint: 'COLUMN',
    about: 'column of a list that names the sounds',
    section: inputs,
  },
  text: {
    type: 'text',
    hint: 'COLUMN',
    about: 'column of a list that holds texts; without, the classes are the texts',
    section: inputs,
  },
  label: {
    type: 'text',
    hint: 'COLUMN',
    about: 'column of a list that holds the classes',
    section: inputs,
  },
  root: {
    type: 'text',
    hint: 'DIR',
    about: 'what paths in a list are relative to; default: the folder of the list',
    section: inputs,
  },
  template: {
    type: 'list',
    hint: 'TEXT',
    about:
      'prompt for the name of a class, which takes the place of {}; several are averaged. Default: a set for pictures, another for sounds',
    section: inputs,
  },
  'allow-missing': {
    type: 'flag',
    about:
      'keep a sample of which an input cannot be read, as one that lacks it; else it is left out',
    section: inputs,
  },
  model: {
    type: 'text',
    hint: 'MODEL',
    about:
      'CLIP or SigLIP for pictures and their texts: a folder, or a name on the hub; default Xenova/clip-vit-base-patch32',
    section: models,
  },
  'audio-model': {
    type: 'text',
    hint: 'MODEL',
    about: 'CLAP for sounds and their texts, likewise; default Xenova/clap-htsat-unfused',
    section: models,
  },
  'text-tower': {
    type: 'text',
    hint: 'OF',
    choices: ['clip', 'clap', 'both'],
    about:
      'whose space texts go to; both: modality text is of CLIP, audio_text of CLAP. Default: clip where there are pictures, else clap',
    section: models,
  },
  revision: {
    type: 'text',
    hint: 'REV',
    about: 'branch, tag or commit of --model on the hub; default main',
    section: models,
  },
  'audio-revision': {
    type: 'text',
    hint: 'REV',
    about: 'the same of --audio-model',
    section: models,
  },
  dtype: {
    type: 'text',
    hint: 'TYPE',
    about: 'numbers of the weights: fp32 (default), fp16, q8, q4, …',
    section: models,
  },
  device: {
    type: 'text',
    hint: 'NAME',
    about: 'cpu (default), or what transformers.js knows here, such as cuda or webgpu',
    section: models,
  },
  cache: {
    type: 'text',
    hint: 'DIR',
    about: 'folder of downloads; default: that of transformers.js',
    section: models,
  },
  hub: {
    type: 'text',
    hint: 'URL',
    about: 'a mirror of the hub; default https://huggingface.co/',
    section: models,
  },
  offline: {
    type: 'flag',
    about: 'never ask the hub: models come from a folder or the cache',
    section: models,
  },
  server: {
    type: 'text',
    hint: 'URL',
    about:
      'embed by a server with an OpenAI-aligned /embeddings, such as Infinity or vLLM, instead of here; --model and --audio-model are its names',
    section: models,
  },
  'key-variable': {
    type: 'text',
    hint: 'NAME',
    about: 'environment variable that holds the key of --server',
    section: models,
  },
  batch: {
    type: 'number',
    hint: 'N',
    whole: true,
    min: 1,
    about: 'inputs in one run of a model; default 16 pictures, 8 sounds, 32 texts',
    section: models,
  },
  out: { type: 'text', hint: 'SET', about: 'folder to write to', section: set },
  format: {
    type: 'text',
    hint: 'FORMAT',
    choices: ['npy', 'parquet'],
    about:
      'npy: img_emb/img_emb_0.npy … beside metadata/metadata_0.parquet (default); parquet: all columns in pairs/pairs_0.parquet …',
    section: set,
  },
  'shard-size': {
    type: 'number',
    hint: 'N',
    whole: true,
    min: 1,
    about: 'samples of a shard, the most that a kill can cost; default 4096',
    section: set,
  },
  force: { type: 'flag', about: 'replace the set that --out holds', section: set },
  json: { type: 'flag', about: 'print the summary as JSON', section: set },
} as const satisfies Options

/** Samples of a shard, and the format of a set, unless they are given. */
export const DEFAULT_SHARD_SIZE = 4096
export const DEFAULT_FORMAT = 'npy'

export type EmbedFlags = Values<typeof embedOptions>
