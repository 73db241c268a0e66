import type { Check } from '../check.ts'
import { refusalOf } from '../rejection.ts'

/** After dispose, embed is refused; a second dispose does nothing. */
export const dispose: Check = {
  name: 'dispose',
  async run({ adapter, inputs }) {
    await adapter.dispose()
    await refusalOf(() => adapter.embed(inputs), 'after dispose')
    await adapter.dispose()
  },
}
