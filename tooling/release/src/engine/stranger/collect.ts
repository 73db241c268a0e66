import { trial, type Outcome } from './trial.js'

/** Two backends on two threads, as far as these are granted; what was warned of, and the error. */
export interface Told {
  readonly outcomes: readonly Outcome[]
  readonly warnings: readonly string[]
  readonly error?: string
}

export async function collect(): Promise<Told> {
  const outcomes: Outcome[] = []
  const warnings: string[] = []
  console.warn = (text: string) => void warnings.push(text)
  try {
    outcomes.push(await trial(2), await trial(2))
    return { outcomes, warnings }
  } catch (error) {
    return { outcomes, warnings, error: String(error) }
  }
}
