import type { Progress } from '../../engine/api.ts'
import { ProgressBar } from '../display/progress-bar.tsx'
import { Skeleton } from '../display/skeleton.tsx'

/** The shape of a room while its run is opened. */
export function Opening({ progress }: { readonly progress: Progress | undefined }) {
  const { what = 'loading', done = 0, total = 1 } = progress ?? {}
  return (
    <div className="mx-auto flex min-h-[80vh] w-full max-w-[1320px] flex-col gap-6 px-4 py-8 sm:px-8">
      <Skeleton className="h-12 w-2/3 max-w-xl" />
      <Skeleton className="h-5 w-1/2 max-w-md" />
      <div className="max-w-md">
        <ProgressBar what={what} share={done / total} />
      </div>
      <Skeleton className="min-h-72 w-full flex-1" />
    </div>
  )
}
