import { address, int } from './job'

// Fields of `contrastive`; a and b are the codes of two modalities, the gradients receive += .
const A_OFFSETS = 0
const A_INDICES = 1
const A_VALUES = 2
const A_GRADIENTS = 3
const B_OFFSETS = 4
const B_VALUES = 5
const B_GRADIENTS = 6
const B_STARTS = 7 // entries of b by latent: see `buildColumns`
const B_ENTRIES = 8
const ROWS = 9
const PARTNERS = 10 // PARTNER_LISTS lists of int32 a row
const PARTNER_LISTS = 11
const WEIGHT = 12
const TEMPERATURE = 13
const TABLE = 14 // float64, rows×rows
const PER_ROW = 15 // five lists of float64 a row
const A_ENTRY = 16 // float64 an entry of a's longest row
const B_ENTRY = 17 // float64 an entry of b

/** Lists of PER_ROW: the host reads the first three. */
@inline const ROW_SUM: usize = 0
@inline const COLUMN_SUM: usize = 1
@inline const OWN_COSINE: usize = 2
@inline const A_INVERSE: usize = 3 // 1/‖a_n‖ of rows that count, else 0
@inline const B_INVERSE: usize = 4

/** The symmetric contrastive loss's sums, and its gradients. One chunk. */
export function contrastive(job: usize, chunk: i32, thread: i32): void {
  const rows = int(job, ROWS)
  const stride = <usize>rows << 3
  const table = address(job, TABLE)
  const perRow = address(job, PER_ROW)
  memory.fill(table, 0, <usize>rows * stride)
  memory.fill(perRow, 0, 5 * stride)
  memory.fill(
    address(job, B_ENTRY),
    0,
    <usize>load<u32>(address(job, B_OFFSETS) + (<usize>rows << 2)) << 3,
  )
  measure(job, rows, perRow)
  fillCosines(job, rows, table, perRow)
  exponentiate(job, rows, table, perRow)
  toCosineGradient(job, rows, table, perRow)
  gradients(job, rows, table, perRow)
}

/** Inverse norms of the rows that have a code in both. */
function measure(job: usize, rows: i32, perRow: usize): void {
  const stride = <usize>rows << 3
  for (let n = 0; n < rows; n++) {
    const at = perRow + (<usize>n << 3)
    const a = norm(address(job, A_OFFSETS), address(job, A_VALUES), n)
    const b = norm(address(job, B_OFFSETS), address(job, B_VALUES), n)
    if (a == 0 || b == 0) continue
    store<f64>(at + A_INVERSE * stride, 1 / a)
    store<f64>(at + B_INVERSE * stride, 1 / b)
  }
}

function norm(offsets: usize, values: usize, n: i32): f64 {
  const at = offsets + (<usize>n << 2)
  const end = <usize>load<u32>(at, 4) << 2
  let squares: f64 = 0
  for (let e = <usize>load<u32>(at) << 2; e < end; e += 4) {
    const z = <f64>load<f32>(values + e)
    squares += z * z
  }
  return sqrt<f64>(squares)
}

function fillCosines(job: usize, rows: i32, table: usize, perRow: usize): void {
  const stride = <usize>rows << 3
  const offsets = address(job, A_OFFSETS)
  const indices = address(job, A_INDICES)
  const values = address(job, A_VALUES)
  const starts = address(job, B_STARTS)
  const entries = address(job, B_ENTRIES)
  const bValues = address(job, B_VALUES)
  const bInverse = perRow + B_INVERSE * stride
  for (let n = 0; n < rows; n++) {
    const inverse = load<f64>(perRow + A_INVERSE * stride + (<usize>n << 3))
    if (inverse == 0) continue
    const row = table + <usize>n * stride
    const at = offsets + (<usize>n << 2)
    const end = <usize>load<u32>(at, 4) << 2
    for (let e = <usize>load<u32>(at) << 2; e < end; e += 4) {
      const z = <f64>load<f32>(values + e) * inverse
      const column = starts + (<usize>load<u32>(indices + e) << 2)
      const stop = entries + (<usize>load<u32>(column, 4) << 3)
      for (let t = entries + (<usize>load<u32>(column) << 3); t < stop; t += 8) {
        const m = <usize>load<u32>(t, 4) << 3
        const b = <f64>load<f32>(bValues + (<usize>load<u32>(t) << 2)) * load<f64>(bInverse + m)
        store<f64>(row + m, load<f64>(row + m) + z * b)
      }
    }
  }
}

/** Cosines to exp((cos − 1)/τ), 0 for rows that do not count and for partners, with their sums. */
function exponentiate(job: usize, rows: i32, table: usize, perRow: usize): void {
  const stride = <usize>rows << 3
  const scale = 1 / load<f64>(job + (TEMPERATURE << 3))
  const bInverse = perRow + B_INVERSE * stride
  const columnSum = perRow + COLUMN_SUM * stride
  // Most pairs of sparse codes never meet.
  const apart = exponential(-scale)
  for (let n = 0; n < rows; n++) {
    const own = perRow + (<usize>n << 3)
    if (load<f64>(own + A_INVERSE * stride) == 0) continue
    const row = table + <usize>n * stride
    store<f64>(own + OWN_COSINE * stride, load<f64>(row + (<usize>n << 3)))
    let sum: f64 = 0
    for (let m = 0; m < rows; m++) {
      const at = <usize>m << 3
      if (load<f64>(bInverse + at) == 0) continue
      if (m != n && coincide(job, rows, n, m)) {
        store<f64>(row + at, 0)
        continue
      }
      const cosine = load<f64>(row + at)
      const e = cosine == 0 ? apart : exponential((cosine - 1) * scale)
      store<f64>(row + at, e)
      store<f64>(columnSum + at, load<f64>(columnSum + at) + e)
      sum += e
    }
    store<f64>(own + ROW_SUM * stride, sum)
  }
}

@inline function coincide(job: usize, rows: i32, n: i32, m: i32): bool {
  let list = address(job, PARTNERS)
  for (let s = int(job, PARTNER_LISTS); s > 0; s--) {
    const id = load<i32>(list + (<usize>n << 2))
    if (id >= 0 && id == load<i32>(list + (<usize>m << 2))) return true
    list += <usize>rows << 2
  }
  return false
}

/** ∂ loss / ∂ cosine of each pair that counts. */
function toCosineGradient(job: usize, rows: i32, table: usize, perRow: usize): void {
  const stride = <usize>rows << 3
  const weight = load<f64>(job + (WEIGHT << 3))
  const scale = weight / (2 * <f64>rows * load<f64>(job + (TEMPERATURE << 3)))
  const columnSum = perRow + COLUMN_SUM * stride
  for (let n = 0; n < rows; n++) {
    const sum = load<f64>(perRow + ROW_SUM * stride + (<usize>n << 3))
    if (sum == 0) continue
    const row = table + <usize>n * stride
    const inverse = scale / sum
    for (let at: usize = 0; at < stride; at += 8) {
      const e = load<f64>(row + at)
      if (e != 0) store<f64>(row + at, e * (inverse + scale / load<f64>(columnSum + at)))
    }
    const own = row + (<usize>n << 3)
    store<f64>(own, load<f64>(own) - 2 * scale)
  }
}

/** Through the cosines to the codes: a cosine does not change along its own vector. */
function gradients(job: usize, rows: i32, table: usize, perRow: usize): void {
  const stride = <usize>rows << 3
  const offsets = address(job, A_OFFSETS)
  const indices = address(job, A_INDICES)
  const values = address(job, A_VALUES)
  const into = address(job, A_GRADIENTS)
  const starts = address(job, B_STARTS)
  const entries = address(job, B_ENTRIES)
  const bValues = address(job, B_VALUES)
  const bInverse = perRow + B_INVERSE * stride
  const scratch = address(job, A_ENTRY)
  const bEntry = address(job, B_ENTRY)
  for (let n = 0; n < rows; n++) {
    const inverse = load<f64>(perRow + A_INVERSE * stride + (<usize>n << 3))
    if (inverse == 0) continue
    const row = table + <usize>n * stride
    const at = offsets + (<usize>n << 2)
    const start = <usize>load<u32>(at) << 2
    const end = <usize>load<u32>(at, 4) << 2
    let dot: f64 = 0
    for (let e = start; e < end; e += 4) {
      const z = <f64>load<f32>(values + e) * inverse
      const column = starts + (<usize>load<u32>(indices + e) << 2)
      const stop = entries + (<usize>load<u32>(column, 4) << 3)
      let sum: f64 = 0
      for (let t = entries + (<usize>load<u32>(column) << 3); t < stop; t += 8) {
        const entry = <usize>load<u32>(t)
        const m = <usize>load<u32>(t, 4) << 3
        const g = load<f64>(row + m)
        sum += g * <f64>load<f32>(bValues + (entry << 2)) * load<f64>(bInverse + m)
        const own = bEntry + (entry << 3)
        store<f64>(own, load<f64>(own) + g * z)
      }
      store<f64>(scratch + ((e - start) << 1), sum)
      dot += sum * z
    }
    for (let e = start; e < end; e += 4) {
      const z = <f64>load<f32>(values + e) * inverse
      const g = (load<f64>(scratch + ((e - start) << 1)) - dot * z) * inverse
      store<f32>(into + e, <f32>(<f64>load<f32>(into + e) + g))
    }
  }
  const bOffsets = address(job, B_OFFSETS)
  const bInto = address(job, B_GRADIENTS)
  for (let m = 0; m < rows; m++) {
    const inverse = load<f64>(bInverse + (<usize>m << 3))
    if (inverse == 0) continue
    const at = bOffsets + (<usize>m << 2)
    const start = <usize>load<u32>(at) << 2
    const end = <usize>load<u32>(at, 4) << 2
    let dot: f64 = 0
    for (let e = start; e < end; e += 4) {
      dot += load<f64>(bEntry + (e << 1)) * <f64>load<f32>(bValues + e) * inverse
    }
    for (let e = start; e < end; e += 4) {
      const z = <f64>load<f32>(bValues + e) * inverse
      const g = (load<f64>(bEntry + (e << 1)) - dot * z) * inverse
      store<f32>(bInto + e, <f32>(<f64>load<f32>(bInto + e) + g))
    }
  }
}

/**
 * eˣ for −700 < x ≤ 700 within 1e-15 of its value: 2ⁿ by the exponent's bits, the rest, of at most
 * ½ ln 2, by its Taylor series.
 */
function exponential(x: f64): f64 {
  const n = nearest<f64>(x * 1.4426950408889634)
  // ln 2 in two parts, of which the first times n is exact.
  const r = x - n * 6.93147180369123816490e-1 - n * 1.90821492927058770002e-10
  let sum: f64 = 1 / 6227020800.0
  sum = sum * r + 1 / 479001600.0
  sum = sum * r + 1 / 39916800.0
  sum = sum * r + 1 / 3628800.0
  sum = sum * r + 1 / 362880.0
  sum = sum * r + 1 / 40320.0
  sum = sum * r + 1 / 5040.0
  sum = sum * r + 1 / 720.0
  sum = sum * r + 1 / 120.0
  sum = sum * r + 1 / 24.0
  sum = sum * r + 1 / 6.0
  sum = sum * r + 1 / 2.0
  sum = sum * r + 1 / 1.0
  return (sum * r + 1) * reinterpret<f64>((<i64>n + 1023) << 52)
}
