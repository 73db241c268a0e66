import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { theEngine } from './engine/the-engine.ts'
import { router } from './router.tsx'

// Loads beside the room, which needs it.
theEngine()

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
)
