// What do people say where articles use another word?
//
//     freezes, locks up    → stops responding
//     laptop, box          → computer
//
// General English and the everyday words of people at a computer, written down from usage; no names of products. A row is
// a word that very many articles use, then words that people use for it, all as terms of the analyzer. They do not mean
// the same: what an article is kindred to is weaker evidence than what it says, and how much weaker is learnt
// (`features.ts`). Words that few articles use have no row, so that looking one up needs no page of a large dictionary.

const rows = `
access: open permiss reach
account: user
activ: enabl
activex: control ocx
adapt: board card nic
add: append attach insert put
addit: extra
address: contact dhcp ip pointer url
admin: administr
administr: admin
allow: enabl let permit
app: applic program
appear: come displai pop popup show visibl
applic: app program
argument: paramet
arrai: raid
ask: prompt request
attach: add connect enclos file
attempt: try
attribut: properti
back: restor revert
background: wallpap
backup: archiv save tape
bar: taskbar toolbar
begin: start
blank: empti noth space white
block: deni prevent
boot: bootup reboot restart start startup
bottom: lower
box: checkbox comput dialog rectangl
break: fail linebreak newlin wrap
brows: list look
browser: explor netscap
bug: problem
build: compil creat link make
busi: us
button: kei toolbar
call: dial
cancel: abort
cannot: refus unabl
card: adapt board nic
case: lowercas uppercas
caus: result
cd: cdrom disc
cdrom: cd disc
chang: alter edit fiddl flip modifi switch turn tweak
charact: accent char font glyph letter symbol umlaut
check: checkbox test tick verifi
choos: pick select
clear: uncheck untick
click: hit press push
client: custom workstat
close: exit quit shut
code: sourc
color: colour hue palett shade tint
column: field
come: appear
compil: build
complet: entir finish
compress: shrink zip
comput: box calcul desktop machin pc workstat
configur: set setup
conflict: clash collid interfer
connect: attach join line link plug
contact: address
contain: hold includ
content: toc
continu: proce
control: activex ocx vbx
convers: convert
convert: convers import migrat translat upgrad
copi: clipboard clone duplic transfer
correct: proper right
correctli: properli
corrupt: bad damag garbl mangl mess ruin
count: number
crash: abort av blowup bomb dead di die fault gp gpf illeg termin violat
creat: build gener make new
cursor: caret mous pointer
custom: client user
databas: db
date: dai
debug: debugg step
delet: clean destroi eras remov wipe
desktop: comput
detect: find notic recogn see
devic: hardwar
dial: call dialup phone
dialog: box modal popup window
digit: figur number
dim: grai grei unavail
directori: folder path subfold
disabl: grai grei off
disc: cd cdrom
disk: diskett drive floppi
displai: appear monitor pop screen show
dll: librari
doc: document
document: doc file letter manual
doubl: duplic
down: unavail
drag: move pull
drive: disk volum
drop: disconnect remov
earlier: old previou
edit: chang modifi text textbox
email: mail messag
empti: blank
enabl: activ allow
end: finish quit termin
enough: insuffici suffici
enter: kei type
entir: complet everi whole
error: barf complain complaint gripe messag moan spit throw warn whine
everi: entir
ex: execut program
except: fault gpf
exchang: swap
execut: ex run
exit: close leav quit
explor: browser shell
export: save write
extend: accent umlaut
extens: suffix
fail: bail barf break broken choke failur flop unsuccess
failur: fail
fault: av crash except gp gpf illeg ipf violat
field: column
file: attach document workbook
filenam: name
find: detect locat search
finish: complet end
first: initi
fix: hotfix patch repair
flag: mark
floppi: disk diskett
folder: dir directori subdirectori subfold
follow: next
font: charact typefac
frame: border packet
function: method procedur routin
game: plai
gatewai: router
gener: creat make produc spit throw
get: fetch grab obtain receiv retriev
give: specifi
graphic: draw imag pictur
hang: choke dead deadlock di die forev freez frozen halt hung lock lockup respond spin stall stuck unrespons wait wedg
happen: occur
hardwar: devic
header: head includ
help: helpfil
hidden: hide invis
hold: contain
home: hous
host: mainfram server
hotfix: fix patch
hous: home
icon: minim shortcut
ignor: disregard overlook skip
imag: bitmap graphic photo pictur
import: bring convert load
includ: contain header
incorrect: bad inaccur invalid mess nonsens weird wrong
incorrectli: wrong wrongli
initi: first
insert: add past place plug put
instal: put setup
int: integ
integ: int number
intern: foreign languag
internet: onlin web
invalid: incorrect
ip: address dhcp tcp
issu: problem
job: task
keep: preserv retain store
kei: button enter keyboard type
keyboard: kei
know: recogn
lan: network
languag: foreign french german intern local
larg: big giant huge long
larger: exce
last: final
latest: new
least: minimum
leav: exit quit
letter: charact document
lib: librari
librari: dll lib
limit: maximum
line: align connect row
link: build connect hyperlink linker url
list: brows combo combobox dropdown enumer listbox menu
load: import open read start
local: french german languag
locat: find
lock: hang
log: journal logfil login logon sign
logon: log login sign
long: larg lengthi slow
longer: exce
look: brows search view
loop: endless forev infinit repeat spin
lost: disappear disconnect forget lose loss miss
low: insuffici
mac: appl macintosh
machin: comput
macintosh: appl mac
mail: email messag newslett send
make: build creat gener
manag: boss
mani: multipl sever
manual: document
mark: flag select
maximum: limit
memori: leak ram
menu: list popup submenu
messag: claim complain email error mail popup report sai tell warn
method: function
minimum: least
miss: absent disappear gone lost
modem: dialup
modifi: alter chang edit tweak
monitor: displai screen
mous: cursor pointer
move: drag jump migrat reloc scroll shift shove transfer
multipl: duplic mani sever
must: requir
name: dn filenam longnam renam shortnam
need: requir
net: network
netwar: novel
network: ethernet lan net segment wan
new: creat latest newsgroup
next: follow
none: noth
not: refus
notic: detect
novel: netwar
number: count digit figur integ
obtain: get
occur: happen
off: disabl power shutdown
ok: success
old: earlier expir older previou
onlin: internet
open: access launch load read start
option: prefer set
order: sort
os: system
over: exce
page: paper scroll sheet tab webpag
paramet: argument param
pass: password
password: pass pwd
past: clipboard insert
path: directori
pc: comput
perform: bottleneck jerki overload slow sluggish speed
permiss: access privileg right secur
person: user
phone: dial
place: insert
plai: game
pointer: address cursor mous
port: socket
power: batteri electr off turn
prefer: option set
press: click hit push
prevent: block forbid stop
previou: earlier old
print: printer printout spool
printer: print
problem: bug issu troubl
procedur: function proc routin sproc
process: task
processor: cpu
produc: gener
program: app applic ex softwar tool util
prompt: ask demand request
proper: correct
properli: correctli
properti: attribut
put: add insert instal
queri: select sql
quit: bail close end exit leav stop termin
quotat: quot
reach: access
read: load open
reboot: boot restart
receiv: get
recipi: addresse
recogn: detect know see
record: row
reduc: shrink
regist: registr
registri: regedit
releas: version
remov: clean delet drop strip uninstal unplug
renam: name
repeat: loop
replac: overwrit substitut swap
report: claim messag
request: ask prompt
requir: demand must need want
reset: restart
resolv: dn
respond: forev freez frozen hang lockup repli
restart: boot reboot reset
restor: back recov
result: caus
retriev: fetch get
return: carriag newlin revert undeliver
right: correct permiss privileg
routin: function procedur
run: execut launch start
save: backup export rememb retain store write
scan: scanner
schedul: calendar diari plan
screen: displai monitor
search: find look
secur: permiss
see: detect recogn view
segment: network
select: choos highlight mark pick queri tick
send: deliv forward mail submit transfer
server: host
servic: daemon
set: configur option prefer
setup: configur instal
sever: mani multipl
shell: explor
shift: move
show: appear displai
shut: close shutdown
sign: log logon
site: websit
size: resiz
slow: bottleneck crawl delai jerki long perform slowli sluggish speed
small: littl tini
softwar: program
sound: audio beep music mute silent speaker volum
sourc: code
space: blank gap
specifi: give state
speed: fast perform slow
sql: queri
start: begin boot launch load open run startup
startup: boot start
state: specifi
step: debug
stop: blue bluescreen bugcheck dead di die halt kill prevent quit
store: keep save write
string: text
subdirectori: folder subfold
subject: titl
success: ok
switch: chang
symbol: charact
synchron: sync
system: os
tab: page tabstop
tabl: grid
task: job process
tcp: ip
tell: messag notifi
termin: abort crash end kill quit
test: check try
text: edit sentenc string textbox word
time: clock hour timeout
titl: caption head subject
tool: program util
toolbar: bar button
top: upper
transfer: copi move send
try: attempt test
turn: chang power rotat
two: dual
type: enter kei
unabl: cannot
unavail: dim down grai grei
uninstal: remov
updat: refresh upgrad
upgrad: convert migrat newer updat
us: busi
user: account colleagu custom guest peopl person someon staff usernam visitor
util: program tool
variabl: var
verifi: check
version: releas
video: avi movi
view: look see
violat: av crash fault gpf
visibl: appear
volum: drive loud partit quiet sound
wait: delai hang paus
want: requir
warn: error messag
web: html internet websit
wide: width
window: dialog pane
word: text
workstat: client comput
write: export save store
wrong: incorrect incorrectli nonsens
zero: 0`

/**
 * Terms that articles may use for `term`; most have none. The rows are looked through as they stand: to read them all
 * takes longer than a question of some words.
 */
export function kindredOf(term: string): readonly string[] {
  const found: string[] = []
  const wanted = ` ${term}`
  for (let at = rows.indexOf(wanted); at >= 0; at = rows.indexOf(wanted, at + 1)) {
    const next = rows[at + wanted.length]
    if (next !== undefined && next !== ' ' && next !== '\n') continue
    const row = rows.lastIndexOf('\n', at) + 1
    found.push(rows.slice(row, rows.indexOf(':', row)))
  }
  return found
}
