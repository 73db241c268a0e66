import { defineCommand } from '../args/command.ts'
export const inspect = defineCommand({
  name: 'inspect',
  about: '',
  positionals: [],
  examples: [],
  options: {},
  async run() {},
})
