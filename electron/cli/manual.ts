import { usage } from './arguments.ts'

/** The manual page, section 1, in the form of man(7): what `--help` says, and where things are. */
export function manual(version: string): string {
  return `.TH QUICKPLAN 1 "" "Quickplan ${escaped(version)}" "User Commands"
.SH NAME
quickplan \\- capture tasks for Bitrix24 from the command line
.SH SYNOPSIS
.B quickplan
.RI [ COMMAND ]
.RI [ TEXT ]
.RI [ SWITCHES ]
.SH DESCRIPTION
Without a command Quickplan is started, or its main window is shown.
.nf
${escaped(usage)}
.fi
.SH FILES
.TP
.I ~/.config/Quickplan
settings, the draft, and captures that are not sent yet
.SH EXAMPLES
.nf
quickplan add "Call Anna tomorrow 15:00 +site !"
quickplan add < list.txt
source <(quickplan completion bash)
.fi
`
}

/** A text as it is, whatever roff would make of it. */
const escaped = (text: string) =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^(?=[.'])/gm, '\\&')
