import { collect } from './collect.js'

// Vite bundles workers as scripts, where no top-level await is.
async function main() {
  const told = await collect()
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
  postMessage(told)
}

void main()
