/** Work that can be interrupted after each step, and goes on where it was. */
export type Steps<T> = Generator<void, T>

/** Does all that is left at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Does one step after the other and lets others work in between; `pause` waits for that. */
export async function finishInSteps<T>(steps: Steps<T>, pause: () => Promise<void>): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await pause()
  }
}

/** A list in pieces of so many. */
export function* chunksOf<T>(list: readonly T[], size: number): Generator<readonly T[], void> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size)
}

const atOnce = 250

/** A new list in order; what is equal stays in the order it had. */
export function* sortInSteps<T>(list: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  let runs: T[][] = []
  for (const chunk of chunksOf(list, atOnce)) {
    runs.push([...chunk].sort(compare))
    yield
  }
  while (runs.length > 1) {
    const longer: T[][] = []
    for (const [one = [], other] of chunksOf(runs, 2)) {
      longer.push(other ? yield* merged(one, other, compare) : one)
    }
    runs = longer
  }
  return runs[0] ?? []
}

function* merged<T>(one: readonly T[], other: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  const all: T[] = []
  let [left, right] = [0, 0]
  while (left < one.length || right < other.length) {
    const isLeft =
      right >= other.length || (left < one.length && compare(one[left] as T, other[right] as T) <= 0)
    all.push((isLeft ? one[left++] : other[right++]) as T)
    if (all.length % (2 * atOnce) === 0) yield
  }
  return all
}
