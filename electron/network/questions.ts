import { AppError } from '../errors.ts'
import type { NetworkQuestion } from '../model.ts'

type Asked = NetworkQuestion extends infer Q ? (Q extends NetworkQuestion ? Omit<Q, 'isOpen'> : never) : never

/** What there is to be agreed to. Each is asked once; one that was put off stays in the list and is not shown again by itself. */
export function createQuestions(onChange: () => void) {
  const questions = new Map<string, NetworkQuestion>()

  return {
    all: (): NetworkQuestion[] => [...questions.values()],
    ask(question: Asked): void {
      const known = questions.get(question.id)
      if (known) return
      questions.set(question.id, { ...question, isOpen: true })
      onChange()
    },
    find(id: string): NetworkQuestion {
      const question = questions.get(id)
      if (!question) throw new AppError('not-found', 'The question is not there any more')
      return question
    },
    settle(id: string): void {
      if (questions.delete(id)) onChange()
    },
    putOff(id: string): void {
      const question = questions.get(id)
      if (question) questions.set(id, { ...question, isOpen: false })
      onChange()
    },
    /** Somebody tries again and is there to answer: what was put off is asked anew. */
    askAgain(): void {
      questions.clear()
      onChange()
    },
  }
}
