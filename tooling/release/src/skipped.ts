/** What a check throws that cannot run here; the message says what is missing. */
export class Skipped extends Error {
  override readonly name = 'Skipped'
}
