import type { Model, Pretrained, Transformers } from '@cmgsae/adapter-transformers'

/** The classes of CLAP in transformers.js. */
export interface ClapLibrary extends Transformers {
  readonly ClapAudioModelWithProjection: Pretrained<Model>
  readonly ClapTextModelWithProjection: Pretrained<Model>
}
