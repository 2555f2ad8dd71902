// npm run package:test: makes the package, installs it, uses it as an ordinary user would, and removes it.
import { runForeground } from './system/children.ts'
import { ensureElectron } from './electron/electron.ts'
import { installationProblem } from './package/eligible.ts'
import { packageForTest, packageTestArguments } from './package/try.ts'
import { root } from './system/project.ts'
import { ensureSystemPackages } from './system/system-packages.ts'

const problem = installationProblem()
if (problem !== null) {
  console.log(problem)
} else {
  ensureSystemPackages('test-package')
  const env = await packageForTest(await ensureElectron())
  process.exitCode = await runForeground(process.execPath, packageTestArguments(), { cwd: root, env })
}
