// npm run package:test: makes the package, installs it, uses it as an ordinary user would, and removes it.
import { runForeground } from './children.ts'
import { ensureElectron } from './electron.ts'
import { installationProblem } from './package/eligible.ts'
import { packageForTest, packageTestArguments } from './package/try.ts'
import { root } from './project.ts'
import { ensureSystemPackages } from './system-packages.ts'

const problem = installationProblem()
if (problem !== null) {
  console.log(problem)
} else {
  ensureSystemPackages('test-package')
  const env = await packageForTest(await ensureElectron())
  process.exitCode = await runForeground(process.execPath, packageTestArguments(), { cwd: root, env })
}
