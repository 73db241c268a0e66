/** What an error of a library says first: shader compilers go on with the whole source. */
export const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!
