import { describe, expect, test } from 'vitest'
import { ColorChoice } from '../../../../../renderer/shared/ui/color/choice.svelte.ts'

function begun(start: string) {
  const heard: string[] = []
  return { heard, choice: new ColorChoice(start, (color) => heard.push(color)) }
}

test('the colour it begins with is not announced', () => {
  const { choice, heard } = begun('00C4FB')
  expect([choice.color, choice.text, heard]).toEqual(['00C4FB', '#00C4FB', []])
})

test('what the portal sent that is no colour begins as grey', () => {
  expect(begun('purple').choice.color).toBe('BDC1C6')
})

test('every colour on the way is announced', () => {
  const { choice, heard } = begun('00C4FB')
  choice.choose('FF5752')
  choice.write('hotpink')
  choice.mix({ hue: 120, saturation: 100, brightness: 100 })
  expect(heard).toEqual(['FF5752', 'FF69B4', '00FF00'])
})

test('what is no colour keeps the old one and is told', () => {
  const { choice, heard } = begun('00C4FB')
  choice.write('#ff')
  expect([choice.color, choice.text, choice.problem, heard]).toEqual(['00C4FB', '#ff', 'digits', []])
})

test('a colour chosen after a mistake takes the mistake away', () => {
  const { choice } = begun('00C4FB')
  choice.write('#ff')
  choice.choose('FF5752')
  expect([choice.text, choice.problem]).toEqual(['#FF5752', null])
})

describe('parts of a colour', () => {
  test('follow the colour that was chosen', () => {
    const { choice } = begun('000000')
    choice.choose('0000FF')
    expect([choice.hue, choice.saturation, choice.brightness]).toEqual([240, 100, 100])
  })

  test('keep the hue through black and grey', () => {
    const { choice } = begun('0000FF')
    choice.mix({ brightness: 0 })
    expect(choice.color).toBe('000000')
    choice.mix({ brightness: 100 })
    expect(choice.color).toBe('0000FF')
    choice.choose('808080')
    expect(choice.hue).toBe(240)
  })
})

test('restoring announces the colour it began with', () => {
  const { choice, heard } = begun('00C4FB')
  choice.choose('FF5752')
  choice.restore()
  expect(heard).toEqual(['FF5752', '00C4FB'])
})
