import { defineCommand } from '../args/command.ts'
export const steer = defineCommand({
  name: 'steer',
  about: '',
  positionals: [],
  examples: [],
  options: {},
  async run() {},
})
