import type { LinesOfLanguage } from './order-lines.ts';

/** Hindi in both scripts, and bare answers, in the notation of order-lines.ts. The grammar is tuned on these. */
export const HINDI_LINES: readonly LinesOfLanguage[] = [
  {
    language: 'hi',
    lines: String.raw`
do kilo tamatar aur ek packet doodh => add tamatar: 2000 g; add doodh: 1 packet
aadha kilo paneer => add paneer: 500 g
dedh kilo pyaz => add pyaz: 1500 g
dhai kilo aloo => add aloo: 2500 g
sawa kilo matar => add matar: 1250 g
sawa do kilo matar => add matar: 2250 g
paune do kilo chini => add chini: 1750 g
saadhe teen kilo atta => add atta: 3500 g
ek paav adrak => add adrak: 250 g
paav kilo paneer => add paneer: 250 g
pauna kilo gobhi => add gobhi: 750 g
dhai sau gram butter => add butter: 250 g
dedh darjan kele => add kele: 1.5 dozen
1 darjan kele => add kele: 1 dozen
ek darjan ande bhej do => add ande: 1 dozen
mujhe 2 kilo aloo chahiye => add aloo: 2000 g
mujhe doodh chahiye => add doodh
3 packet bread bhej dijiye => add bread: 3 packet
bhaiya 5 kilo atta dena => add atta: 5000 g
aloo 2 kilo => add aloo: 2000 g [2000 g]
aloo do kilo bhej do => add aloo: 2000 g [2000 g]
chawal 5 kg aur daal 2 kg => add chawal: 5000 g [5000 g]; add daal: 2000 g [2000 g]
do packet doodh teen packet dahi => add doodh: 2 packet; add dahi: 3 packet
das ande => add ande: 10
bees samose => add samose: 20
pachas kilo chawal => add chawal: 50000 g
das rupaye wala biscuit => add biscuit {10}
das rupaye wala biscuit 5 packet => add biscuit: 5 packet {10}
chawal hata do => remove chawal
chawal aur doodh hata do => remove chawal; remove doodh
doodh nahi chahiye => remove doodh
doodh mat bhejna => remove doodh
pyaz cancel kar do => remove pyaz
bina mirch => remove mirch
ise hata do => remove it
isko 5 kar do => set it: 5
isko 5 kilo kar do => set it: 5000 g
doodh 3 kar do => set doodh: 3
doodh ko 3 packet kar do => set doodh: 3 packet
chawal 5 kilo kar do => set chawal: 5000 g
5 kar do => set it: 5
sirf 2 kilo => set it: 2000 g
bas 2 packet => set it: 2 packet
nahi, 3 kilo => set it: 3000 g
ek aur => add it: 1
do aur packet doodh => add doodh: 2 packet
2 aur bhej do => add it: 2
ek packet aur => add it: 1 packet
ek kam kar do => remove it: 1
doodh ek kam kar do => remove doodh: 1
pichli baar wala => same
pichli baar jaisa => same
pichle hafte wala order => same
wahi bhej do => same
wahi order phir se => same
roz wala bhej do => same
sab hata do => clear
sab kuch cancel kar do => clear
cart khali kar do => clear
double kar do => scale it x2
isko double kar do => scale it x2
chawal double kar do => scale chawal x2
aadha kar do => scale it x0.5
chawal ki jagah gehu => replace chawal > gehu
doodh ke badle dahi bhej do => replace doodh > dahi
thode tamatar => add tamatar: some
kuch nimbu => add nimbu: some
doodh hai? => nothing
kya doodh hai => nothing
chawal kitne ka hai => nothing
aloo ka bhav kya hai => nothing
kab tak aayega => nothing
kal bhej dena => nothing
kal subah 2 kilo aloo bhej dena => add aloo: 2000 g
10 logon ke liye => nothing
haan => nothing
theek hai => nothing
namaste => nothing
mera naam Ravi hai => nothing
kya mujhe 2 kilo chawal mil sakta hai => add chawal: 2000 g
2 kilo aloo bhej sakte ho? => add aloo: 2000 g
ek ek kilo aloo aur pyaz => add aloo: 1000 g; add pyaz: 1000 g
दो दर्जन अंडे => add अंडे: 2 dozen
आधा किलो टमाटर => add टमाटर: 500 g
चावल हटा दो => remove चावल
२ किलो चावल => add चावल: 2000 g
डेढ़ किलो प्याज => add प्याज: 1500 g
ढाई किलो आलू => add आलू: 2500 g
साढ़े तीन किलो आटा => add आटा: 3500 g
एक पाव अदरक => add अदरक: 250 g
तीन पैकेट दूध और एक ब्रेड => add दूध: 3 packet; add ब्रेड: 1
मुझे दो किलो चीनी चाहिए => add चीनी: 2000 g
इसको 5 कर दो => set it: 5
दूध ३ पैकेट कर दो => set दूध: 3 packet
दूध नहीं चाहिए => remove दूध
दूध मत भेजना => remove दूध
पिछली बार जैसा => same
वही भेज दो => same
सब हटा दो => clear
डबल कर दो => scale it x2
चावल की जगह गेहूं => replace चावल > गेहूं
एक और => add it: 1
एक और पैकेट => add it: 1 packet
कुछ केले => add केले: some
दूध है? => nothing
चावल कितने का है => nothing
धन्यवाद => nothing
kuch nahi => nothing
bas itna hi => nothing
rehne do => nothing
theek hai bhej do => nothing
दो किलो आलू, एक किलो प्याज, आधा किलो टमाटर => add आलू: 2000 g; add प्याज: 1000 g; add टमाटर: 500 g
पचास किलो चावल => add चावल: 50000 g
पाँच लीटर तेल भेज दीजिए => add तेल: 5000 ml
`,
  },
  {
    language: 'en',
    lines: String.raw`
do kilo aloo bhej do => add aloo: 2000 g
bhaiya teen packet doodh dena => add doodh: 3 packet
dedh kilo paneer please => add paneer: 1500 g
doodh hata do please => remove doodh
do not send milk => remove milk
do you have 2 kg rice? => nothing
`,
  },
  {
    language: 'en',
    isAnswer: true,
    lines: String.raw`
5 => add it: 5
five => add it: 5
five please => add it: 5
2 kg => add it: 2000 g
two dozen => add it: 2 dozen
3 packets please => add it: 3 packet
I need 5 => add it: 5
yes 5 => add it: 5
half kg => add it: 500 g
500 gm => add it: 500 g
a couple => add it: 2
a few => add it: some
one => add it: 1
yes => nothing
how much is it? => nothing
5 and also 2 kg sugar => add it: 5; add sugar: 2000 g
9876543210 => nothing
2 kg rice => add rice: 2000 g
`,
  },
  {
    language: 'hi',
    isAnswer: true,
    lines: String.raw`
do => add it: 2
पाँच => add it: 5
do kilo => add it: 2000 g
ek packet => add it: 1 packet
nahi => nothing
`,
  },
];
