import type { Movement } from './movement.ts'

/** What can be felt, by the name of its concept. Of these a balloon is never heard, wind never seen. */
export const movements: Readonly<Record<string, Movement>> = {
  car: { hum: [14, 0.05], sway: [0.9, 0.06], tremble: 0.03 },
  train: { hum: [6, 0.04], knock: [2.6, 0.2], axes: [0.3, 0.6, 1] },
  ship: { sway: [0.35, 0.25], hum: [9, 0.02], axes: [1, 0.4, 0.7] },
  bicycle: { sway: [1.3, 0.18], tremble: 0.06, axes: [0.8, 1, 0.5] },
  tractor: { hum: [8, 0.22], tremble: 0.05, axes: [0.5, 0.5, 1] },
  helicopter: { hum: [17, 0.2], sway: [0.6, 0.08] },
  aeroplane: { hum: [20, 0.08], tremble: 0.06, axes: [0.4, 0.4, 1] },
  balloon: { sway: [0.5, 0.12], axes: [1, 1, 0.3] },
  dog: { knock: [1.2, 0.35], axes: [1, 0.3, 0.3] },
  drum: { knock: [3, 0.4], axes: [0.2, 0.2, 1] },
  metronome: { knock: [1.8, 0.1], axes: [1, 0.1, 0.1] },
  telephone: { hum: [22, 0.15], axes: [1, 1, 0.2] },
  hammer: { knock: [1.6, 0.8], axes: [0.3, 0.3, 1] },
  saw: { sway: [2.2, 0.3], axes: [1, 0.2, 0.1] },
  drill: { hum: [23, 0.3], tremble: 0.04, axes: [0.6, 1, 0.4] },
  axe: { knock: [0.7, 1], axes: [0.6, 0.2, 1] },
  chainsaw: { hum: [19, 0.35], sway: [1.1, 0.08] },
  'vacuum cleaner': { hum: [21, 0.12], sway: [0.8, 0.12], axes: [1, 0.6, 0.2] },
  door: { knock: [0, 0.6], axes: [1, 0.4, 0.2] },
  typewriter: { knock: [5.5, 0.12], axes: [0.2, 0.3, 1] },
  sea: { sway: [0.25, 0.15], tremble: 0.02 },
  waterfall: { tremble: 0.1, hum: [4, 0.03] },
  thunderstorm: { knock: [0, 0.3], tremble: 0.04 },
  hail: { knock: [11, 0.15], axes: [0.2, 0.2, 1] },
  wind: { sway: [0.7, 0.1], tremble: 0.05, axes: [1, 0.5, 0.1] },
  applause: { knock: [4, 0.12], tremble: 0.03, axes: [1, 0.3, 0.3] },
  footsteps: { knock: [1.9, 0.15], axes: [0.1, 0.2, 1] },
  heartbeat: { knock: [1.2, 0.05], axes: [1, 0.2, 0.2] },
}

/** How the one who carries the recorder moves: felt, and neither seen, heard nor told. */
export const gaits: Readonly<Record<string, Movement>> = {
  standing: { sway: [0.3, 0.02], tremble: 0.01 },
  walking: { sway: [1.8, 0.22], axes: [0.5, 0.4, 1] },
  running: { sway: [2.7, 0.8], knock: [2.7, 0.3], axes: [0.3, 0.2, 1] },
  climbing: { sway: [1.4, 0.35], axes: [0.6, 0.3, 1] },
  turning: { sway: [0.6, 0.2], axes: [1, 1, 0.1] },
  trembling: { tremble: 0.12 },
}
