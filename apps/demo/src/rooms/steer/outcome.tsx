import { useEffect, useState } from 'react'
import { useRun } from '../../app/run-context.ts'
import type { Steering } from '../../engine/types.ts'
import { inWords } from './in-words.ts'

/** What the edits did, in words, once the hand rests: to be read, and to be heard. */
export function Outcome({
  steering,
  isChanged,
  isMoving,
}: {
  readonly steering: Steering | undefined
  readonly isChanged: boolean
  readonly isMoving: boolean
}) {
  const { modalities, samples } = useRun().summary
  const names = modalities.map(({ name }) => name)
  const still = 'Nothing is changed yet: move a slider, or add a concept.'
  const [said, setSaid] = useState(still)
  useEffect(() => {
    if (isMoving || !steering) return
    setSaid(isChanged ? inWords(steering, names, samples.classes) : still)
  }, [isMoving, isChanged, steering])
  return (
    <p role="status" className="min-h-[3.25rem] font-serif text-lg text-pretty sm:min-h-0">
      {said}
    </p>
  )
}
