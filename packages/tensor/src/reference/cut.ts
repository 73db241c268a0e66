/** Where a selection ends: everything above `bound` is in, and `ties` of those equal to it. */
export interface Cut {
  bound: number
  ties: number
}

/**
 * Finds the cut that leaves `wanted` of the first `count` values, or all where there are fewer.
 * Hoare's quickselect: reorders `values`, takes linear time on average and allocates nothing.
 */
export function cutAt(values: Float32Array, count: number, wanted: number, cut: Cut): void {
  if (wanted >= count || wanted < 1) {
    cut.bound = wanted < 1 ? Infinity : 0
    cut.ties = 0
    return
  }
  const target = wanted - 1
  let left = 0
  let right = count - 1
  while (left < right) {
    const pivot = medianOfThree(values[left]!, values[(left + right) >> 1]!, values[right]!)
    let i = left
    let j = right
    while (i <= j) {
      while (values[i]! > pivot) i++
      while (values[j]! < pivot) j--
      if (i <= j) {
        const larger = values[j]!
        values[j--] = values[i]!
        values[i++] = larger
      }
    }
    if (target <= j) right = j
    else if (target >= i) left = i
    else break
  }
  const bound = values[target]!
  // Everything before the target is at least as large as it.
  let above = 0
  for (let i = 0; i < target; i++) if (values[i]! > bound) above++
  cut.bound = bound
  cut.ties = wanted - above
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
