import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Environment of processes that tests start from sources: Node keeps what it compiled there, half
 * the time of a start. Not for those with a limit on files, which it would run into.
 */
export const quickStart = { NODE_COMPILE_CACHE: join(tmpdir(), 'cmgsae-compile-cache') }
