import { useEffect, useRef, useState } from 'react'
import type { Answer } from '../../app/use-answer.ts'
import { theEngine } from '../../engine/the-engine.ts'
import type { Edit, Query, Steering } from '../../engine/types.ts'
import { writeEdits } from './edit-list.ts'
import { latestWins } from './latest-wins.ts'

export interface SteerQuestion {
  readonly run: string
  readonly query: Query
  readonly edits: readonly Edit[]
  readonly count: number
  readonly controls: boolean
  readonly seed: number
}

/**
 * What edits do, answered as fast as the engine can while a slider moves. Each answer leaves a
 * measure `steer` in the page's timeline.
 */
export function useLiveSteering(question: SteerQuestion | undefined): Answer<Steering> {
  const [answer, setAnswer] = useState<Answer<Steering>>({
    data: undefined,
    error: undefined,
    waiting: true,
  })
  const [ask] = useState(() =>
    latestWins(
      async (asked: SteerQuestion) => {
        const start = performance.now()
        const steering = await theEngine().steer(asked)
        performance.measure('steer', { start, end: performance.now() })
        return steering
      },
      {
        onAnswer: (data) => setAnswer({ data, error: undefined, waiting: true }),
        onError: (error) => setAnswer(({ data }) => ({ data, error, waiting: true })),
        onRest: () => setAnswer((last) => ({ ...last, waiting: false })),
      },
    ),
  )
  const asked = useRef(question)
  asked.current = question
  useEffect(() => {
    if (asked.current) ask(asked.current)
  }, [
    ask,
    question?.run,
    question?.query,
    question && writeEdits(question.edits),
    question?.controls,
    question?.seed,
  ])
  return answer
}
