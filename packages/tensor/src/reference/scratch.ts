/** An array of zeros that is handed out again and again, and grows when a longer one is asked for. */
export function zeros(): (length: number) => Float64Array {
  let held = new Float64Array(0)
  return (length) => {
    if (held.length < length) held = new Float64Array(length)
    else held.fill(0, 0, length)
    return held
  }
}
