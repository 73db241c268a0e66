/** Latents for n samples where the recipe names none: a power of two near n/5, from 64 to 8,192. */
export function defaultLatents(samples: number): number {
  return Math.min(8192, Math.max(64, 2 ** Math.round(Math.log2(Math.max(1, samples / 5)))))
}

/** Active latents that suit p latents where nobody says otherwise: p/16, from 8 to 32. */
export function defaultActive(latents: number): number {
  return Math.min(32, Math.max(8, Math.round(latents / 16)), latents)
}

/** Epochs for n samples where the recipe names none: 1600/√n, at least one. */
export function defaultEpochs(samples: number): number {
  return Math.max(1, Math.round(1600 / Math.sqrt(samples)))
}
