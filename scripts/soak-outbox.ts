// npm run soak:outbox -- [--kills N] [--seed N]: kills the outbox at random moments, without Electron. Exit code 0:
// nothing was lost and nothing doubled.
import { parseArgs } from 'node:util'
import { soakOutbox } from '../tests/soak/outbox/run.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
  },
})
console.log(`Seed ${values.seed}, ${process.platform}, Node ${process.versions.node}.`)
const { kills, saved, lost, doubled, unexpected } = await soakOutbox({
  kills: Number(values.kills),
  seed: Number(values.seed),
  onKill: (count) => {
    if (count % 10 === 0) console.log(`${String(count)} kills`)
  },
})
for (const line of unexpected.slice(0, 20)) console.log(line)
console.log(
  `${String(kills)} kills, ${String(saved)} saved, ${String(lost)} lost, ${String(doubled)} doubled`,
)
process.exitCode = lost + doubled + unexpected.length === 0 && saved > 0 ? 0 : 1
