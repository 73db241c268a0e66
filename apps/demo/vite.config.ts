import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { ISOLATED } from '@cmgsae/vitest/chromium'
import { earlyStart } from './scripts/build/early-start.ts'

export default defineConfig({
  // Any static host serves it, in whatever folder.
  base: './',
  plugins: [react(), tailwindcss(), earlyStart()],
  worker: { format: 'es' },
  server: { headers: ISOLATED },
  build: { target: 'es2023', manifest: true, reportCompressedSize: false },
})
