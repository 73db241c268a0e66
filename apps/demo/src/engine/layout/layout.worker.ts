import { serve } from '../rpc/serve.ts'
import type { LayoutMaker } from './layout-maker.ts'
import { placeLatents } from './place-latents.ts'

serve<LayoutMaker>({
  place: ({ directions }, { onProgress }) =>
    placeLatents(directions, (done, total) =>
      onProgress({ done, total, what: 'laying out the map' }),
    ),
})
