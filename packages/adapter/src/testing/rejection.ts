import { AdapterError } from '../errors.ts'

/**
 * What the promise of a call rejects with.
 * @throws AdapterError when it resolves, or when the call itself throws
 */
export async function rejectionOf(call: () => Promise<unknown>, when: string): Promise<unknown> {
  let pending: Promise<unknown>
  try {
    pending = call()
  } catch (error) {
    throw new AdapterError(`embed throws ${describe(error)} ${when}: make it an async function`)
  }
  try {
    await pending
  } catch (error) {
    return error
  }
  throw new AdapterError(`embed resolves ${when}, it must reject`)
}

/** The AdapterError that a call rejects with. @throws AdapterError when it does anything else */
export async function refusalOf(call: () => Promise<unknown>, when: string): Promise<AdapterError> {
  const error = await rejectionOf(call, when)
  if (AdapterError.isInstance(error)) return error
  throw new AdapterError(`embed rejects with ${describe(error)} ${when}: make it an AdapterError`)
}

/** An error or any other thrown value in a few words. */
export function describe(error: unknown): string {
  return error instanceof Error ? `${error.name} '${error.message}'` : String(error)
}
