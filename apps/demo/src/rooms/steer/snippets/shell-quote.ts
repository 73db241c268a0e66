/** A word for a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w.,:/=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
