// A job is a row of float64 words that the host fills before it starts a kernel. Every kernel has the
// signature (job, chunk, thread): the chunk says which share of the work, the thread which scratch.

@inline export function int(job: usize, field: i32): i32 {
  return <i32>load<f64>(job + (<usize>field << 3))
}

@inline export function address(job: usize, field: i32): usize {
  return <usize>(<u32>load<f64>(job + (<usize>field << 3)))
}

@inline export function real(job: usize, field: i32): f32 {
  return <f32>load<f64>(job + (<usize>field << 3))
}

/** First of the items that a chunk covers when `count` items are dealt to `chunks` chunks. */
@inline export function share(count: i32, chunk: i32, chunks: i32): i32 {
  return <i32>((<i64>count * chunk) / chunks)
}
