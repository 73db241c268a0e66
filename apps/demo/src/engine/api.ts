import type { Recipe, RecipeOverrides } from '@cmgsae/model'
import type { Profile } from '@cmgsae/probes'
import type { Comparison, Measures } from './measure/measures.ts'
import type { CallOptions } from './rpc/protocol.ts'
import type {
  ClassShare,
  Code,
  Concept,
  ConceptTable,
  Edit,
  Histogram,
  Hits,
  LatentTable,
  Partition,
  Query,
  RunSummary,
  SampleHits,
  SearchHit,
  Steering,
  Target,
} from './types.ts'
import type { RunFile, RunSource } from './runs/run-source.ts'
import type { TrainReport } from './train/report.ts'

/**
 * Everything the rooms ask of the engine, which lives in a worker. Each call takes one object and
 * gives a promise; `run` is the id of an opened run. Results are the caller's own: typed arrays are
 * moved, not copied. A call that is aborted rejects with the signal's reason; all else that goes
 * wrong rejects with a DemoError of one line that can be shown as it is.
 */
export interface Engine {
  /** What computes: threads, and whether the page may share memory between them. */
  status(args?: undefined): Promise<EngineStatus>

  /** The runs that come with the app, the default first. */
  builtInRuns(args?: undefined): Promise<readonly BuiltInRun[]>
  /** Opens a run and encodes its samples; an open one is answered at once. Progress: samples. */
  open(args: { source: RunSource }, options?: CallOptions<Progress>): Promise<RunSummary>
  /**
   * Begins to open a run of an address, so that `open` finds it on its way; it is what the page says
   * before its own code is there. None is the default.
   */
  prepare(args: { run: string | undefined }): Promise<void>
  /** An opened run again. */
  summary(args: { run: string }): Promise<RunSummary>
  /** Forgets a run that was opened from files or trained here. */
  close(args: { run: string }): Promise<void>
  /** config.json and model.safetensors, as `cmgsae` reads them, with the groups as they are now. */
  runFiles(args: { run: string }): Promise<readonly RunFile[]>
  /** The same as a zip of a folder `run/`, beside it the samples where these came with the app. */
  runZip(args: { run: string }): Promise<Uint8Array>

  /** Replaces groups and their names; what is asked of groups from then on follows it. */
  setPartition(args: { run: string; partition: Partition }): Promise<void>
  /** Columns over all p latents. */
  latents(args: { run: string }): Promise<LatentTable>
  /** The same columns over the groups, whose activation in a sample is ‖z_g‖. */
  groups(args: { run: string }): Promise<ConceptTable>
  /** Samples that activate a concept most, strongest first. */
  topSamples(args: {
    run: string
    concept: Concept
    modality: string
    count: number
  }): Promise<SampleHits>
  /** Activations of a concept over the samples of a modality in which it fires. */
  histogram(args: {
    run: string
    concept: Concept
    modality: string
    bins?: number
  }): Promise<Histogram>
  /** Classes by their share of the concept's activation in each modality, largest first. */
  classesOf(args: {
    run: string
    concept: Concept
    count: number
  }): Promise<Readonly<Record<string, readonly ClassShare[]>>>
  /** Latents (or groups) whose atoms (or mean atoms) point the same way: cosine, largest first. */
  neighbours(args: { run: string; concept: Concept; count: number }): Promise<Hits>
  /** Positions (2p: x, y in −1 … 1) of the latents on a map. Progress: epochs. */
  layout(args: { run: string }, options?: CallOptions<Progress>): Promise<Float32Array>

  /** The code of a sample, an embedding, or a code itself. */
  code(args: { run: string; query: Query }): Promise<Code>
  /**
   * What each active latent brings to the reconstruction in a modality:
   * share_i = z_i⟨w_i, r⟩ / ‖r‖² with r = Σ z_i w_i, which sum to 1 (null: r is 0); `cosine` of the
   * reconstruction with the sample's embedding, null where the query has none.
   */
  contributions(args: { run: string; query: Query; modality: string }): Promise<{
    readonly latents: Uint32Array
    readonly shares: Float32Array
    readonly cosine: number | null
  }>
  /**
   * Samples nearest to a query, by cosine. `code`: their codes of `modality`. `decoded`: their
   * embeddings, about the mean, with the query decoded into `modality`. `dense`: without the model,
   * their embeddings with the query's own, in its own modality or through ridge regression.
   */
  nearest(args: {
    run: string
    query: Query
    modality: string
    space: 'code' | 'decoded' | 'dense'
    count: number
  }): Promise<SampleHits>
  /** Classes by cosine of the decoded query with their means in a modality, nearest first. */
  classScores(args: { run: string; query: Query; modality: string }): Promise<Hits>
  /**
   * Nearest samples by code, of those that activate all of `include` and none of `exclude`, each
   * with the shared latents that explain its score.
   */
  search(args: {
    run: string
    query: Query
    modality: string
    include?: readonly Concept[]
    exclude?: readonly Concept[]
    count: number
    /** Latents that explain a hit; default 5. */
    reasons?: number
  }): Promise<readonly SearchHit[]>
  /** What a target of an edit looks like in codes, which amounts are multiples of. */
  profile(args: { run: string; target: Target }): Promise<Profile>
  /** Edits a code and says what moves in every modality, beside controls. */
  steer(args: {
    run: string
    query: Query
    edits: readonly Edit[]
    /** Nearest samples in each modality; default 6. */
    count?: number
    /** Also the edits on random groups and with their sign turned; default false. */
    controls?: boolean
    seed?: number
  }): Promise<Steering>

  /** Embeds an input with the encoders of the run. Progress: bytes of the encoder. */
  embed(
    args: { run: string; modality: string; input: Blob | string },
    options?: CallOptions<Progress>,
  ): Promise<Float32Array>

  /**
   * Trains on the samples of an opened run, and opens what comes out as run `trained:N`, from its
   * first report on. An abort stops after the step at hand; the run stays open as it stands.
   */
  train(
    args: { on: string; recipe: Recipe; seed?: number; name?: string },
    options?: CallOptions<TrainReport>,
  ): Promise<RunSummary>
  /** Goes on with a training that was stopped. */
  resume(args: { run: string }, options?: CallOptions<TrainReport>): Promise<RunSummary>
  /** A recipe by name of preset, with choices replaced and empty sizes filled in for a run's data. */
  recipe(args: { on: string; preset: string; choices?: RecipeOverrides }): Promise<Recipe>

  /** Measures of a run on its held-out samples. Progress: steps. */
  measure(args: { run: string }, options?: CallOptions<Progress>): Promise<Measures>
  /** The table that comes with the app: presets and baselines on the built-in world. */
  comparison(args?: undefined): Promise<Comparison>
}

export interface EngineStatus {
  /** Such as `wasm (plain, int8 screen, 4 threads)`. */
  readonly backend: string
  readonly threads: number
  readonly isolated: boolean
}

export interface BuiltInRun {
  /** Its id, and how the address calls it. */
  readonly id: string
  readonly title: string
}

export interface Progress {
  readonly done: number
  readonly total: number
  /** What is being done, such as `encoding image`. */
  readonly what: string
}
