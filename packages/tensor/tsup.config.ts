import { library } from '@cmgsae/tsup'

export default library({ index: 'src/index.ts', 'gpu/index': 'src/gpu/index.ts' })
