import { defineCommand } from '../args/command.ts'
export const encode = defineCommand({
  name: 'encode',
  about: '',
  positionals: [],
  examples: [],
  options: {},
  async run() {},
})
