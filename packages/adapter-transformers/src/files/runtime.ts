/** Whether files are read from disk; the same question as transformers.js asks. */
export const IN_NODE = globalThis.process?.release?.name === 'node'

/** Built-in modules of Node, out of sight of bundlers for browsers. */
export const node = {
  fs: () => process.getBuiltinModule('node:fs/promises'),
  path: () => process.getBuiltinModule('node:path'),
  url: () => process.getBuiltinModule('node:url'),
}
