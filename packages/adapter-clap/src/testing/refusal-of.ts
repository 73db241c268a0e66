import { AdapterError } from '@cmgsae/adapter'

/** The AdapterError that a promise rejects with; throws where it does anything else. */
export async function refusalOf(promise: Promise<unknown>): Promise<AdapterError> {
  try {
    await promise
  } catch (error) {
    if (AdapterError.isInstance(error)) return error
    throw error
  }
  throw new Error('the promise resolves, it should be refused')
}
