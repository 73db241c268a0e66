import { defineCommand } from '../args/command.ts'
export const convert = defineCommand({
  name: 'convert',
  about: '',
  positionals: [],
  examples: [],
  options: {},
  async run() {},
})
