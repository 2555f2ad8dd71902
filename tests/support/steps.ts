import { Session } from 'node:inspector'
import { setFlagsFromString } from 'node:v8'

/**
 * How much an action makes the parts of the parser do: how often each piece of their code is entered, summed up. The same
 * on every machine, however loaded, where a time is not. What a regular expression does by itself is not counted.
 */
export function countSteps(act: () => void): number {
  // Code that was optimised is not counted wholly.
  setFlagsFromString('--no-opt')
  const session = new Session()
  session.connect()
  try {
    session.post('Profiler.enable')
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
    act()
    let steps = 0
    session.post('Profiler.takePreciseCoverage', (error, taken) => {
      if (error) throw error
      for (const { url, functions } of taken.result) {
        if (!url.includes('/electron/parser/')) continue
        steps += functions.flatMap(({ ranges }) => ranges).reduce((sum, { count }) => sum + count, 0)
      }
    })
    session.post('Profiler.stopPreciseCoverage')
    return steps
  } finally {
    session.disconnect()
  }
}
