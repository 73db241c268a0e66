/** The mean of channels of one length, a new array. */
export function mix(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(), ...others] = channels
  return first.map((value, i) => {
    let sum = value
    for (const channel of others) sum += channel[i]!
    return sum / channels.length
  })
}
