import { clap } from './clap.js'
import { onPage } from './trial.js'

onPage(clap)
