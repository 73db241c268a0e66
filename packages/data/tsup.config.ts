import { library } from '@cmgsae/tsup'

export default library({
  index: 'src/index.ts',
  'node/index': 'src/node/index.ts',
  'node/row-worker': 'src/node/row-worker.ts',
})
