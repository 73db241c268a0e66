import type { Check } from '../check.ts'
import { refusalOf } from '../rejection.ts'

/** After dispose, embed is refused; a second dispose does nothing, even beside the first. */
export const dispose: Check = {
  name: 'dispose',
  async run({ adapter, inputs }) {
    await Promise.all([adapter.dispose(), adapter.dispose()])
    await refusalOf(() => adapter.embed(inputs), 'after dispose')
    await refusalOf(() => adapter.embed([]), 'for an empty batch after dispose')
    await adapter.dispose()
  },
}
