import { library } from '@cmgsae/tsup'

export default library({
  index: 'src/index.ts',
  main: 'src/main.ts',
  'render-worker': 'src/world/render-worker.ts',
})
