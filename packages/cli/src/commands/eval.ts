import { defineCommand } from '../args/command.ts'
export const evaluate = defineCommand({
  name: 'eval',
  about: '',
  positionals: [],
  examples: [],
  options: {},
  async run() {},
})
