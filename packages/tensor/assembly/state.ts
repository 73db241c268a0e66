// The running top-k of one row: candidates in ascending order of latent. A state is
//   count (i32), overflow (i32), limit (i32), guess (f32), `capacity` values (f32), `capacity` latents (u32)

const OVERFLOW: usize = 4
/** The count at which candidates are thinned. */
const LIMIT: usize = 8
/** A threshold that nothing proves: rows whose kth value turns out too near are done again. */
const GUESS: usize = 12
const VALUES: usize = 16

/** Room for the values that `shrink` reorders; every thread has a WebAssembly instance of its own. */
let scratch: usize = 0

export function useScratch(address: usize): void {
  scratch = address
}

@inline export function countOf(state: usize): i32 {
  return load<i32>(state)
}

@inline export function setCount(state: usize, count: i32): void {
  store<i32>(state, count)
}

@inline export function overflowed(state: usize): bool {
  return load<i32>(state, OVERFLOW) != 0
}

@inline export function guessOf(state: usize): f32 {
  return load<f32>(state, GUESS)
}

@inline export function valuesOf(state: usize): usize {
  return state + VALUES
}

@inline export function latentsOf(state: usize, capacity: i32): usize {
  return state + VALUES + (<usize>capacity << 2)
}

@inline export function reset(state: usize, k: i32, capacity: i32, guess: f32): void {
  store<i64>(state, 0)
  store<f32>(state, guess, GUESS)
  limit(state, k, capacity)
}

/** Lets the candidates grow to twice those that had to be kept. */
@inline function limit(state: usize, kept: i32, capacity: i32): void {
  store<i32>(state, min(capacity - 8, 2 * kept + 56), LIMIT)
}

/** Gives the row up: too many candidates are too close to tell apart. */
@inline export function overflow(state: usize, threshold: usize): void {
  store<i32>(state, 0)
  store<i32>(state, 1, OVERFLOW)
  store<f32>(threshold, Infinity)
}

/**
 * Appends the values at `lanes` whose bit is set in `mask`, of the latents at `list`, and makes room
 * when the state is nearly full. `margin`: how far below the kth value a candidate may still lie, twice
 * the screen's error bound; 0 for exact values, of which exactly k are kept, lower latents first.
 */
export function push(
  mask: i32,
  lanes: usize,
  list: usize,
  keep: usize,
  state: usize,
  threshold: usize,
  k: i32,
  capacity: i32,
  margin: f32,
): void {
  let count = load<i32>(state)
  const values = valuesOf(state)
  const latents = latentsOf(state, capacity)
  while (mask) {
    const lane = <usize>ctz(mask) << 2
    mask &= mask - 1
    const latent = load<u32>(list + lane)
    if (keep && !load<u8>(keep + latent)) continue
    store<f32>(values + (<usize>count << 2), load<f32>(lanes + lane))
    store<u32>(latents + (<usize>count << 2), latent)
    count++
  }
  store<i32>(state, count)
  if (count <= load<i32>(state, LIMIT)) return
  const raised = shrink(state, k, capacity, margin) - margin
  limit(state, load<i32>(state), capacity)
  if (load<i32>(state) > capacity - 16) overflow(state, threshold)
  else if (raised > load<f32>(threshold)) store<f32>(threshold, raised)
}

/** Drops what cannot be among the k largest; returns the kth largest value, −∞ when there are fewer. */
export function shrink(state: usize, k: i32, capacity: i32, margin: f32): f32 {
  const count = load<i32>(state)
  if (count < k) return -Infinity
  const values = valuesOf(state)
  const latents = latentsOf(state, capacity)
  memory.copy(scratch, values, <usize>count << 2)
  const bound = kthLargest(scratch, count, k)
  let ties = k
  if (margin == 0) {
    for (let i: usize = 0; i < <usize>count << 2; i += 4) ties -= i32(load<f32>(values + i) > bound)
  }
  const least = bound - margin
  let kept: usize = 0
  for (let i: usize = 0; i < <usize>count << 2; i += 4) {
    const value = load<f32>(values + i)
    if (value <= bound) {
      if (margin == 0) {
        if (value < bound || ties-- <= 0) continue
      } else if (value < least) continue
    }
    store<f32>(values + kept, value)
    store<u32>(latents + kept, load<u32>(latents + i))
    kept += 4
  }
  store<i32>(state, <i32>(kept >> 2))
  return bound
}

/** Hoare's quickselect; reorders the values. */
export function kthLargest(values: usize, count: i32, k: i32): f32 {
  let left: i32 = 0
  let right: i32 = count - 1
  const target = k - 1
  while (left < right) {
    const pivot = load<f32>(values + (<usize>((left + right) >> 1) << 2))
    let i = left
    let j = right
    while (i <= j) {
      while (load<f32>(values + (<usize>i << 2)) > pivot) i++
      while (load<f32>(values + (<usize>j << 2)) < pivot) j--
      if (i <= j) {
        const a = values + (<usize>i << 2)
        const b = values + (<usize>j << 2)
        const larger = load<f32>(b)
        store<f32>(b, load<f32>(a))
        store<f32>(a, larger)
        i++
        j--
      }
    }
    if (target <= j) right = j
    else if (target >= i) left = i
    else break
  }
  return load<f32>(values + (<usize>target << 2))
}
