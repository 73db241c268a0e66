// Where the pool's words and the job lie at the foot of the memory; the worker is a plain string and
// receives them as numbers.

/** Byte address of the control words, an Int32Array. */
export const CONTROL = 256
/** Byte address of the job: float64 words. */
export const JOB = 1024
export const JOB_WORDS = 128

/** Indices of the control words. */
export const WORD = {
  /** Counts jobs; workers sleep on it. */
  signal: 0,
  /** Chunks nobody has claimed yet. */
  remaining: 1,
  /** Chunks done; the host waits on it. */
  done: 2,
  kernel: 3,
  /** Set by a kernel that trapped. */
  failed: 4,
  quit: 5,
  /** Chunks in all. Chunk `chunks − remaining` is next: every thread meets its chunks in order. */
  chunks: 6,
  length: 8,
} as const
