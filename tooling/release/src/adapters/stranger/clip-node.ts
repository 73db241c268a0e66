import { clip } from './clip.js'
import { inNode } from './trial.js'

await inNode(clip)
