type Deps = { most: number; within: number; now: () => number }

/** Tells a mishap from a loop: `allows` says whether one more crash is a mishap. `within` is in milliseconds. */
export function createCrashLimit({ most, within, now }: Deps) {
  let moments: number[] = []
  return {
    allows(): boolean {
      const moment = now()
      moments = [...moments.filter((one) => moment - one < within), moment]
      return moments.length <= most
    },
    /** Somebody wants it to be tried again. */
    forget(): void {
      moments = []
    },
  }
}
