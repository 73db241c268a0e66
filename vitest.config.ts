import { defineConfig } from 'vitest/config'
import { browserProject, nodeProject } from '@cmgsae/vitest/projects'

export default defineConfig({
  test: {
    projects: [nodeProject(), browserProject()],
    slowTestThreshold: 2000,
    reporters: ['default', '@cmgsae/vitest/reporter'],
  },
})
