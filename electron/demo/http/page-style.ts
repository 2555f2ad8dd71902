/** The whole style of the portal's pages; the security policy names it by its hash. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1d2733; --soft: #5b6673; --line: #dfe4ea; --card: #fff; --ground: #f2f5f8; --link: #0b62c4 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8edf2; --soft: #a3afbb; --line: #323c47; --card: #1e262e; --ground: #141a20; --link: #7db8ff }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
header { padding: 14px 24px; border-bottom: 1px solid var(--line); background: var(--card); font-weight: 600 }
header a { color: inherit; text-decoration: none }
main { max-width: 760px; margin: 32px auto; padding: 0 24px }
main.wide { max-width: 1280px }
article { padding: 28px 32px; border: 1px solid var(--line); border-radius: 12px; background: var(--card) }
h1 { margin: 0 0 16px; font-size: 26px; line-height: 1.25 }
h2 { margin: 0 0 12px; font-size: 16px }
p { margin: 0 0 16px }
.text { white-space: pre-wrap }
.soft { color: var(--soft) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 8px 24px; margin: 24px 0 0; padding-top: 20px; border-top: 1px solid var(--line) }
dt { color: var(--soft) }
dd { margin: 0 }
a { color: var(--link) }
svg { width: 12px; height: 12px; margin-right: 8px; vertical-align: baseline }
.board { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); gap: 16px; align-items: start }
.board section { padding: 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--card) }
ul { margin: 0; padding: 0; list-style: none }
li { padding: 8px 0; border-top: 1px solid var(--line) }
li span { display: block; font-size: 13px }
form li { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center }
button { padding: 8px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--ground); color: var(--ink); font: inherit; text-align: start; cursor: pointer }
button:hover { border-color: var(--link) }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
.cancel { display: inline-block; margin-top: 20px }
`
