import { clap } from './clap.js'
import { inNode } from './trial.js'

await inNode(clap)
