/** What was, and what was taken back, newest last. */
export interface UndoStack<T> {
  readonly past: readonly T[]
  readonly future: readonly T[]
}

/** Steps that are remembered. */
const MOST = 200

export const emptyStack: UndoStack<never> = { past: [], future: [] }

/** After a change away from `now`. */
export function remember<T>({ past }: UndoStack<T>, now: T): UndoStack<T> {
  return { past: [...past.slice(1 - MOST), now], future: [] }
}

/** The state before `now`, and the stack there; undefined where nothing came before. */
export function back<T>(
  { past, future }: UndoStack<T>,
  now: T,
): { state: T; stack: UndoStack<T> } | undefined {
  if (past.length === 0) return undefined
  return { state: past.at(-1)!, stack: { past: past.slice(0, -1), future: [...future, now] } }
}

/** The state that was taken back last, and the stack there; undefined where none was. */
export function forth<T>(
  { past, future }: UndoStack<T>,
  now: T,
): { state: T; stack: UndoStack<T> } | undefined {
  if (future.length === 0) return undefined
  return { state: future.at(-1)!, stack: { past: [...past, now], future: future.slice(0, -1) } }
}
