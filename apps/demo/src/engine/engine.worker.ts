import type { Engine } from './api.ts'
import { createEngine } from './create-engine.ts'
import { serve } from './rpc/serve.ts'

// The page's address comes in the worker's name: the worker itself lies in the folder of assets.
serve<Engine>(createEngine(self.name))
