import { clip } from './clip.js'
import { onPage } from './trial.js'

onPage(clip)
