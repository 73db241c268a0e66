import { library } from '@cmgsae/tsup'

export default library({
  index: 'src/index.ts',
  'feature-worker': 'src/features/feature-worker.ts',
})
