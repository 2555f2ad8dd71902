/** The shells for which there is a completion. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const
export type Shell = (typeof shells)[number]

/** The commands and switches with what is said of them in a list. A text holds no quotes: every shell takes it as it is. */
const commands = [
  ['add', 'save a task'],
  ['parse', 'show what would become of a text'],
  ['completion', 'print the completion for a shell'],
] as const
const switches = [
  ['--capture', 'open the capture window'],
  ['--dry-run', 'with add: save nothing'],
  ['--json', 'one JSON object per line'],
  ['--data', 'the data folder'],
  ['--wait', 'seconds for the app to start'],
  ['--help', 'how it is used'],
  ['--version', 'the version'],
] as const

const first = [...commands, ...switches].map(([name]) => name).join(' ')
const later = switches.map(([name]) => name).join(' ')
const shellNames = shells.join(' ')

/** A script that teaches a shell to complete `quickplan`. */
export const completions: Record<Shell, string> = {
  bash: `# Completion of quickplan for bash: source <(quickplan completion bash)
_quickplan() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words='${later}' at
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    [[ \${COMP_WORDS[at]} == -- ]] && return
  done
  case $before in
    --data) mapfile -t COMPREPLY < <(compgen -d -- "$current"); return ;;
    --wait) return ;;
    completion) words='${shellNames}' ;;
    *) ((COMP_CWORD == 1)) && words='${first}' ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o filenames -F _quickplan quickplan`,

  zsh: `#compdef quickplan
# Completion of quickplan for zsh: source <(quickplan completion zsh)
_quickplan() {
  local -a commands=(${commands.map(([name, about]) => `'${name}:${about}'`).join(' ')})
  _arguments -S \\
${switches.map(([name, about]) => `    '${name}[${about}]${argument(name, ':folder:_files -/', ':seconds:')}' \\`).join('\n')}
    '1:command:{_describe command commands}' \\
    '2:shell:{[[ $words[2] == completion ]] && _values shell ${shellNames}}'
}
if [[ $funcstack[1] == _quickplan ]]; then _quickplan "$@"; else compdef _quickplan quickplan; fi`,

  fish: `# Completion of quickplan for fish: quickplan completion fish | source
complete -c quickplan -f
${commands.map(([name, about]) => `complete -c quickplan -n __fish_use_subcommand -a ${name} -d '${about}'`).join('\n')}
complete -c quickplan -n '__fish_seen_subcommand_from completion' -a '${shellNames}'
${switches.map(([name, about]) => `complete -c quickplan -l ${name.slice(2)}${argument(name, " -x -a '(__fish_complete_directories)'", ' -x')} -d '${about}'`).join('\n')}`,

  powershell: `# Completion of quickplan for PowerShell: quickplan completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName quickplan, quickplan.cmd -ScriptBlock {
  param($word, $line, $cursor)
  $about = [ordered]@{
${[...commands, ...switches].map(([name, about]) => `    '${name}' = '${about}'`).join('\n')}
  }
  $given = @($line.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" } | Where-Object { $_ -ne $word })
  if ($given -contains '--') { return }
  $names = if ($given.Count -gt 0 -and $given[-1] -eq 'completion') { ${shells.map((shell) => `'${shell}'`).join(', ')} }
    elseif ($given.Count -gt 0) { $about.Keys | Where-Object { $_ -like '--*' } }
    else { $about.Keys }
  $names | Where-Object { $_ -like "$word*" } | ForEach-Object {
    $tip = if ($about.Contains($_)) { $about[$_] } else { $_ }
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $tip)
  }
}`,
}

/** What a shell is told of the switches that want something behind them. */
function argument(name: string, folder: string, number: string): string {
  if (name === '--data') return folder
  return name === '--wait' ? number : ''
}
