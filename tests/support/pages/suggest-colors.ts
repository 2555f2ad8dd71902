/// <reference types="vite/client" />
import { mount } from 'svelte'
import '../../../renderer/shared/theme.css'
import SuggestColors from '../../../renderer/plan/sets/SuggestColors.svelte'
import { Words } from '../../../renderer/shared/words.svelte.ts'

const words = new Words()
if (location.hash === '#ru') words.locale = 'ru'
const calls: [string, string[]?][] = []
Object.assign(window, { calls })
const titles = ['Inbox', 'Today', 'This week', 'Ждёт ответа', '<b>Later</b>']

mount(SuggestColors, {
  target: document.body,
  props: {
    stages: titles.map((title, index) => ({ id: index + 1, title, color: '00C4FB' })),
    words,
    onapply: (colors: string[]) => calls.push(['apply', colors]),
    oncancel: () => calls.push(['cancel']),
  },
})
