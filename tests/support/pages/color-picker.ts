/// <reference types="vite/client" />
import { mount } from 'svelte'
import '../../../renderer/shared/theme.css'
import { portalSwatches } from '../../../renderer/plan/sets/palette.ts'
import ColorPicker from '../../../renderer/shared/ui/color/ColorPicker.svelte'
import { Words } from '../../../renderer/shared/words.svelte.ts'

const words = new Words()
if (location.hash === '#ru') words.locale = 'ru'
const calls: [string, string?][] = []
Object.assign(window, { calls })

mount(ColorPicker, {
  target: document.body,
  props: {
    color: '00C4FB',
    palette: portalSwatches(words),
    recents: ['FFAAEE', '123456'],
    title: 'This week',
    words,
    onpreview: (color: string) => calls.push(['preview', color]),
    onpick: (color: string) => calls.push(['pick', color]),
    oncancel: () => calls.push(['cancel']),
  },
})
