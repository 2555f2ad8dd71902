import { expect, test } from 'vitest'
import { rowsOf, understood } from './table.ts'

const table = `
Call tomorrow about the flat at 5pm | Call about the flat | 2026-11-23 17:00
Call Bob next Tuesday | Call Bob | 2026-11-24 19:00
Send by end of month | Send | 2026-11-30 19:00
Send report EOD | Send report | 2026-11-22 19:00
Lunch at noon | Lunch | 2026-11-22 12:00
Call in 3 days at 9 | Call | 2026-11-25 09:00
Ship it tmrw | Ship it | 2026-11-23 19:00
Call 5pm | Call | 2026-11-22 17:00
Send by 2026-12-01 | Send | 2026-12-01 19:00
Send 2026-12-01 15:00 | Send | 2026-12-01 15:00
Send 2026-12-01T15:00 | Send | 2026-12-01 15:00
tomorrow 10-12 workshop | workshop | 2026-11-23 10:00 … 2026-11-23 12:00
Workshop tomorrow 10-12 | Workshop | 2026-11-23 10:00 … 2026-11-23 12:00
Meeting from 10 to 12 on Friday | Meeting | 2026-11-27 10:00 … 2026-11-27 12:00
Sync between 3 and 5 pm tomorrow | Sync | 2026-11-23 15:00 … 2026-11-23 17:00
Vacation Dec 1-5 | Vacation | 2026-12-01 09:00 … 2026-12-05 19:00
in a couple of days | ∅ | 2026-11-24 19:00
the day after tomorrow | ∅ | 2026-11-24 19:00
tonight call mom | call mom | 2026-11-22 19:00
Call mom tonight at 8 | Call mom | 2026-11-22 20:00
Call at 5 p.m. | Call | 2026-11-22 17:00
Meet at half past five | Meet | 2026-11-22 17:30
Pay rent on the 5th | Pay rent | 2026-12-05 19:00
Send Dec 25th | Send | 2026-12-25 19:00
25 December 2026 party | party | 2026-12-25 19:00
by 12/25 party | party | 2026-12-25 19:00
at 9 | ∅ | 2026-11-23 09:00 rolled
by may 5 | ∅ | 2027-05-05 19:00
May 5 | ∅ | 2027-05-05 19:00
Send by the end of the week | Send | 2026-11-27 19:00
Send by end of next week | Send | 2026-11-27 19:00
Friday call Anna | call Anna | 2026-11-27 19:00
Call Anna Friday about the deal | Call Anna about the deal | 2026-11-27 19:00
Move from Friday 15:00 to Monday | Move from Friday | 2026-11-23 15:00
Friday, Nov 27 at 10 | ∅ | 2026-11-27 10:00
Friday, Nov 27, 10:00 | ∅ | 2026-11-27 10:00
Call Anna tomorrow. | Call Anna | 2026-11-23 19:00
next week Monday call | call | 2026-11-23 19:00
Monday next week call | call | 2026-11-23 19:00
Call Bob this Friday | Call Bob | 2026-11-27 19:00
Call on Monday | Call | 2026-11-23 19:00
Call Mon at 3 | Call | 2026-11-23 15:00
Brunch Sat 11am | Brunch | 2026-11-28 11:00
sat 10am brunch | brunch | 2026-11-28 10:00
this weekend cleanup | cleanup | 2026-11-22 19:00
next weekend trip | trip | 2026-11-28 19:00
over the weekend read | read | 2026-11-22 19:00
within 2 days | ∅ | 2026-11-24 19:00
in an hour | ∅ | 2026-11-22 11:00
in half an hour | ∅ | 2026-11-22 10:30
in 1.5 hours | ∅ | 2026-11-22 11:30
in 2h | ∅ | 2026-11-22 12:00
in 45m | ∅ | 2026-11-22 10:45
a week from now | ∅ | 2026-11-29 19:00
in 3 business days | ∅ | 2026-11-25 19:00
from Monday to Friday vacation | vacation | 2026-11-23 09:00 … 2026-11-27 19:00
from tomorrow to Friday | ∅ | 2026-11-23 09:00 … 2026-11-27 19:00
Dec 28 - Jan 5 holidays | holidays | 2026-12-28 09:00 … 2027-01-05 19:00
end of day | ∅ | 2026-11-22 19:00
by end of day tomorrow | ∅ | 2026-11-23 19:00
EOD Friday | ∅ | 2026-11-27 19:00
by EOW | ∅ | 2026-11-27 19:00
Plan for tomorrow | Plan | 2026-11-23 19:00
Book a table for tomorrow 19:00 | Book a table | 2026-11-23 19:00
Invoice for May 5 | Invoice | 2027-05-05 19:00
At 9 call Anna | call Anna | 2026-11-23 09:00 rolled
Call Anna at 9 about the flat | Call Anna about the flat | 2026-11-23 09:00 rolled
Send by 5 | Send | 2026-11-22 17:00
4pm-5pm sync | sync | 2026-11-22 16:00 … 2026-11-22 17:00
3-5pm sync | sync | 2026-11-22 15:00 … 2026-11-22 17:00
11-2pm sync | sync | 2026-11-22 11:00 … 2026-11-22 14:00
noon tomorrow | ∅ | 2026-11-23 12:00
Friday noon | ∅ | 2026-11-27 12:00
midnight | ∅ | 2026-11-23 00:00
5 o'clock tea | tea | 2026-11-22 17:00
at 5 o'clock | ∅ | 2026-11-22 17:00
quarter to six | ∅ | 2026-11-22 17:45
at ten to five | ∅ | 2026-11-22 16:50
01/12/2026 | ∅ | 2026-12-01 19:00
25/12/2026 | ∅ | 2026-12-25 19:00
12/25/2026 | ∅ | 2026-12-25 19:00
12/05/2026 | ∅ | 2026-12-05 19:00
Dec 25 | ∅ | 2026-12-25 19:00
no later than Friday | ∅ | 2026-11-27 19:00
due Friday | ∅ | 2026-11-27 19:00
due on Friday 5pm | ∅ | 2026-11-27 17:00
Review two weeks later | Review | 2026-12-06 19:00
Renew 25-Dec-2026 | Renew | 2026-12-25 19:00
later today | ∅ | 2026-11-22 19:00
Meeting December the 25th | Meeting | 2026-12-25 19:00
Tue, 01 Dec 2026 15:00 call | call | 2026-12-01 15:00
2026/12/01 review | review | 2026-12-01 19:00
Dinner tonight with Bob | Dinner with Bob | 2026-11-22 19:00
tomorrow at noon | ∅ | 2026-11-23 12:00
tomorrow at midnight | ∅ | 2026-11-24 00:00
tomorrow morning | ∅ | 2026-11-23 09:00
tomorrow afternoon at 3 | ∅ | 2026-11-23 15:00
tomorrow night | ∅ | 2026-11-23 22:00
Friday evening | ∅ | 2026-11-27 19:00
Friday at 5 | ∅ | 2026-11-27 17:00
on Friday at 5:30 | ∅ | 2026-11-27 05:30
by Friday EOD | ∅ | 2026-11-27 19:00
Fri 5pm | ∅ | 2026-11-27 17:00
Thu | ∅ | 2026-11-26 19:00
next week | ∅ | 2026-11-27 19:00
next month | ∅ | 2026-12-31 19:00
next year | ∅ | 2027-12-31 19:00
this week | ∅ | 2026-11-27 19:00
in two weeks | ∅ | 2026-12-06 19:00
in a week | ∅ | 2026-11-29 19:00
in a month | ∅ | 2026-12-22 19:00
in a year | ∅ | 2027-11-22 19:00
in ten minutes | ∅ | 2026-11-22 10:10
in an hour and a half | ∅ | 2026-11-22 11:30
in 20 min | ∅ | 2026-11-22 10:20
2 days from now | ∅ | 2026-11-24 19:00
by tomorrow | ∅ | 2026-11-23 19:00
until Friday | ∅ | 2026-11-27 19:00
till Monday | ∅ | 2026-11-23 19:00
before noon | ∅ | 2026-11-22 12:00
by noon | ∅ | 2026-11-22 12:00
at 12 | ∅ | 2026-11-22 12:00
at 12am | ∅ | 2026-11-23 00:00 rolled
at 12pm | ∅ | 2026-11-22 12:00
12:00 | ∅ | 2026-11-22 12:00
0:00 | ∅ | 2026-11-23 00:00 rolled
24:00 | ∅ | 2026-11-23 00:00
23:59 | ∅ | 2026-11-22 23:59
at 17 | ∅ | 2026-11-22 17:00
at 7 | ∅ | 2026-11-23 07:00 rolled
at 6 | ∅ | 2026-11-22 18:00
by 6pm | ∅ | 2026-11-22 18:00
6 pm | ∅ | 2026-11-22 18:00
6:30pm | ∅ | 2026-11-22 18:30
6.30pm | ∅ | 2026-11-22 18:30
10am tomorrow | ∅ | 2026-11-23 10:00
tomorrow 10am-12pm | ∅ | 2026-11-23 10:00 … 2026-11-23 12:00
tomorrow from 10 till 2 | ∅ | 2026-11-23 10:00 … 2026-11-23 14:00
between 9 and 10 tomorrow | ∅ | 2026-11-23 09:00 … 2026-11-23 10:00
Dec 25 10:00-11:00 | ∅ | 2026-12-25 10:00 … 2026-12-25 11:00
December 25, 2026 | ∅ | 2026-12-25 19:00
Dec 25, 2026 at 5pm | ∅ | 2026-12-25 17:00
25 Dec | ∅ | 2026-12-25 19:00
25th of December | ∅ | 2026-12-25 19:00
the 25th of December | ∅ | 2026-12-25 19:00
on the 25th | ∅ | 2026-11-25 19:00
on the 1st | ∅ | 2026-12-01 19:00
by the 15th | ∅ | 2026-12-15 19:00
Nov 22 | ∅ | 2026-11-22 19:00
Nov 21 | ∅ | 2027-11-21 19:00
22.11 | ∅ | 2026-11-22 19:00
21.11 | ∅ | 2027-11-21 19:00
today | ∅ | 2026-11-22 19:00
today at 9 | ∅ | 2026-11-22 21:00
today at 18:00 | ∅ | 2026-11-22 18:00
at 9:30 | ∅ | 2026-11-23 09:30 rolled
at 10:30 | ∅ | 2026-11-22 10:30
end of the month | ∅ | 2026-11-30 19:00
end of next month | ∅ | 2026-12-31 19:00
by the end of June | ∅ | 2027-06-30 19:00
by end of year | ∅ | 2026-12-31 19:00
EOY | ∅ | 2026-12-31 19:00
by EOD | ∅ | 2026-11-22 19:00
COB | ∅ | 2026-11-22 19:00
in the evening | ∅ | 2026-11-22 19:00
this evening | ∅ | 2026-11-22 19:00
this morning | ∅ | 2026-11-22 23:59
at night | ∅ | 2026-11-22 22:00
at lunch | ∅ | 2026-11-22 13:00
tmrw 9am | ∅ | 2026-11-23 09:00
tmr | ∅ | 2026-11-23 19:00
tomorrow, 15:00 | ∅ | 2026-11-23 15:00
Ask Bob, tomorrow at 3, about the car | Ask Bob, about the car | 2026-11-23 15:00
Buy milk tomorrow and call Bob | Buy milk and call Bob | 2026-11-23 19:00
email Bob re: budget Friday | email Bob re: budget | 2026-11-27 19:00
Email the team on Monday morning | Email the team | 2026-11-23 09:00
Pay invoice by Nov 30 | Pay invoice | 2026-11-30 19:00
Pay invoice by Nov. 30 | Pay invoice | 2026-11-30 19:00
Pay invoice by 30 Nov 2026 | Pay invoice | 2026-11-30 19:00
Pay invoice due Dec 1st | Pay invoice | 2026-12-01 19:00
Doctor's appointment Dec 3 at 2:30pm | Doctor's appointment | 2026-12-03 14:30
Doctor's appointment at 2:30 pm on Dec 3 | Doctor's appointment | 2026-12-03 14:30
Team lunch Friday 12:30-13:30 | Team lunch | 2026-11-27 12:30 … 2026-11-27 13:30
Standup Monday 9:00–9:15 | Standup | 2026-11-23 09:00 … 2026-11-23 09:15
Standup Monday 9am to 9:15am | Standup | 2026-11-23 09:00 … 2026-11-23 09:15
Flight at 06:45 on December 2 | Flight | 2026-12-02 06:45
Flight Dec 2 06:45 | Flight | 2026-12-02 06:45
Call Anna today at noon | Call Anna | 2026-11-22 12:00
Finish deck by end of day Friday | Finish deck | 2026-11-27 19:00
Finish deck by EOD Monday | Finish deck | 2026-11-23 19:00
finish deck by close of business | finish deck | 2026-11-22 19:00
Ship in 2 weeks | Ship | 2026-12-06 19:00
Ship in two weeks on Monday | Ship | 2026-12-07 19:00
check oven in 45 minutes | check oven | 2026-11-22 10:45
check oven in 1 hour 15 minutes | check oven | 2026-11-22 11:15
ping me in 30 min | ping me | 2026-11-22 10:30
ping me in an hour | ping me | 2026-11-22 11:00
Renew passport in 3 months | Renew passport | 2027-02-22 19:00
Renew passport in six months | Renew passport | 2027-05-22 19:00
Review next Wed | Review | 2026-11-25 19:00
Review this coming Thursday | Review | 2026-11-26 19:00
Call on Sat | Call | 2026-11-28 19:00
Call on Sunday | Call | 2026-11-29 19:00
Call on Wed at 3pm | Call | 2026-11-25 15:00
Movie Sat night | Movie | 2026-11-28 22:00
Movie sat 8pm | Movie | 2026-11-28 20:00
Brunch sun 11am | Brunch | 2026-11-29 11:00
Tomorrow: call Bob | call Bob | 2026-11-23 19:00
Tomorrow - call Bob | call Bob | 2026-11-23 19:00
Friday: ship | ship | 2026-11-27 19:00
Call tomorrow at 5 with Bob | Call with Bob | 2026-11-23 17:00
Meet at 3 to discuss | Meet to discuss | 2026-11-22 15:00
Meet at 3 | Meet | 2026-11-22 15:00
Meet by 3 | Meet | 2026-11-22 15:00
Read until 10 | Read | 2026-11-23 10:00 rolled
before 6 call mom | call mom | 2026-11-22 18:00
Conference Dec 1 to Dec 3 | Conference | 2026-12-01 09:00 … 2026-12-03 19:00
Conference from December 1 to 3 | Conference | 2026-12-01 09:00 … 2026-12-03 19:00
Conference Dec 30 - Jan 2 | Conference | 2026-12-30 09:00 … 2027-01-02 19:00
Conference 1-3 December | Conference | 2026-12-01 09:00 … 2026-12-03 19:00
Trip from Monday to Wednesday | Trip | 2026-11-23 09:00 … 2026-11-25 19:00
Trip from tomorrow until Friday | Trip | 2026-11-23 09:00 … 2026-11-27 19:00
tonight at 9:30 | ∅ | 2026-11-22 21:30
tonight at 11pm | ∅ | 2026-11-22 23:00
tomorrow evening at 7 | ∅ | 2026-11-23 19:00
Friday morning at 8 | ∅ | 2026-11-27 08:00
in the morning | ∅ | 2026-11-23 09:00 rolled
half past nine tomorrow | ∅ | 2026-11-23 09:30
quarter past ten | ∅ | 2026-11-22 10:15
a quarter to nine tomorrow | ∅ | 2026-11-23 08:45
at twenty to five | ∅ | 2026-11-22 16:40
at five past six | ∅ | 2026-11-22 18:05
tomorrow at seven | ∅ | 2026-11-23 07:00
tomorrow at one | ∅ | 2026-11-23 13:00
call at seven o'clock | call | 2026-11-23 07:00 rolled
by the weekend pack | pack | 2026-11-22 19:00
at the weekend paint | paint | 2026-11-22 19:00
the 1st of January | ∅ | 2027-01-01 19:00
Renew on January 1st | Renew | 2027-01-01 19:00
Jan 1 | ∅ | 2027-01-01 19:00
Feb 29 party | party | 2028-02-29 19:00
Report for the board by the end of this month | Report for the board | 2026-11-30 19:00
end of next year | ∅ | 2027-12-31 19:00
by end of quarter | ∅ | 2026-12-31 19:00
within an hour | ∅ | 2026-11-22 11:00
within the next 3 days | ∅ | 2026-11-25 19:00
in the next two hours | ∅ | 2026-11-22 12:00
in a few days | ∅ | 2026-11-25 19:00
in a couple hours | ∅ | 2026-11-22 12:00
the day after tomorrow at 8am | ∅ | 2026-11-24 08:00
day after tomorrow | ∅ | 2026-11-24 19:00
`

test.each(rowsOf(table))('%s → %s', (line, expected) => {
  expect(understood(line)).toBe(expected)
})
