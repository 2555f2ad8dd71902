/** A process that can be killed between any two of its effects on disk and network. */
export type Life = {
  isOver(): boolean
  /** Asked before each effect: once the process is dead, it never answers. */
  effect(): Promise<void>
  /** Kills it now, or after so many more effects. */
  end(effects: number): void
}

const never = new Promise<never>(() => undefined)

export function newLife(onEnd: () => void): Life {
  let left = Infinity
  let isOver = false
  const die = () => {
    if (isOver) return
    isOver = true
    onEnd()
  }
  return {
    isOver: () => isOver,
    effect: () => {
      if (left <= 0) die()
      left -= 1
      return isOver ? never : Promise.resolve()
    },
    end: (effects) => {
      left = effects
      if (effects === 0) die()
    },
  }
}
