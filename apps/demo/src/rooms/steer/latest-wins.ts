/** What becomes of questions. */
export interface Outcome<Question, Answer> {
  readonly onAnswer: (answer: Answer, question: Question) => void
  readonly onError: (error: Error) => void
  /** Nothing is asked any more. */
  readonly onRest: () => void
}

/**
 * Asks one question at a time. Of those that come meanwhile only the newest is asked next, so that
 * answers follow a hand that moves as fast as they can be made, and never lag behind it by more.
 */
export function latestWins<Question, Answer>(
  ask: (question: Question) => Promise<Answer>,
  { onAnswer, onError, onRest }: Outcome<Question, Answer>,
): (question: Question) => void {
  let isBusy = false
  let next: { readonly question: Question } | undefined

  async function run(first: Question): Promise<void> {
    isBusy = true
    next = { question: first }
    while (next) {
      const { question }: { readonly question: Question } = next
      next = undefined
      try {
        onAnswer(await ask(question), question)
      } catch (error) {
        onError(error as Error)
      }
    }
    isBusy = false
    onRest()
  }

  return (question) => {
    if (isBusy) next = { question }
    else void run(question)
  }
}
