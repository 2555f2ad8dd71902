import { describe, expect, test } from 'vitest'
import { createZones, parseAtom } from '../../../../electron/demo/data/dates.ts'

const zones = createZones()

describe('a moment on the clocks of a zone', () => {
  test.each([
    ['2026-11-23T12:00:00Z', 'Europe/Moscow', '2026-11-23T15:00:00+03:00'],
    ['2026-11-23T12:00:00Z', 'UTC', '2026-11-23T12:00:00+00:00'],
    ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-03-29T01:59:59+01:00'],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29T03:00:00+02:00'],
    ['2026-11-23T12:00:00Z', 'Asia/Kolkata', '2026-11-23T17:30:00+05:30'],
    ['2026-11-23T12:00:00Z', 'America/St_Johns', '2026-11-23T08:30:00-03:30'],
  ])('%s in %s is %s', (moment, zone, text) => {
    expect(zones.format(moment, zone)).toBe(text)
    expect(zones.format(moment, zone), 'again').toBe(text)
  })
})

describe('a date of the old API', () => {
  test.each([
    ['2026-11-23T15:00:00+03:00', '2026-11-23T12:00:00Z'],
    ['2026-11-23T15:00:00+0300', '2026-11-23T12:00:00Z'],
    ['2026-11-23T15:00:00.250Z', '2026-11-23T15:00:00Z'],
    ['2026-11-23 15:00', '2026-11-23T14:00:00Z'],
    ['23.11.2026 15:00:30', '2026-11-23T14:00:30Z'],
    [' 23.11.2026 ', '2026-11-22T23:00:00Z'],
    ['2026-07-23', '2026-07-22T22:00:00Z'],
    // The hour that is there twice means the first, the one that is missing the time it would have been.
    ['2026-10-25T02:30:00', '2026-10-25T00:30:00Z'],
    ['2026-03-29T02:30:00', '2026-03-29T01:30:00Z'],
    ['2026-02-30', null],
    ['2026-11-23T24:00:00', null],
    ['2026-11-23T15:60:00', null],
    ['2026-11-23T15:00:60', null],
    ['1969-12-31', null],
    ['tomorrow', null],
    ['', null],
  ])('%s in Berlin is %s', (text, moment) => {
    expect(zones.parse(text, 'Europe/Berlin')).toBe(moment)
  })
})

describe('a date of REST 3.0', () => {
  test.each([
    ['2026-11-23T15:00:00+03:00', '2026-11-23T12:00:00Z'],
    ['2026-11-23T15:00:00Z', null],
    ['2026-11-23T15:00+03:00', null],
    ['2026-11-31T15:00:00+03:00', null],
    ['2026-11-23', null],
  ])('%s is %s', (text, moment) => {
    expect(parseAtom(text)).toBe(moment)
  })
})
