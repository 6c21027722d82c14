import type { LinesOfLanguage } from './order-lines.ts';

/** Written before the grammar was, and not looked at while it is tuned: what they say is how well new lines are read. */
export const HELD_OUT_LINES: readonly LinesOfLanguage[] = [
  {
    language: 'en',
    lines: String.raw`
Hi, we need 400 boxes for 10 inch pizzas => add boxes for 10 inch pizzas: 400 [10 inch]
please send me three dozen eggs and a litre of milk => add eggs: 3 dozen; add milk: 1000 ml
I'd like 2 kg onions, 1 kg potatoes and half a kilo of carrots => add onions: 2000 g; add potatoes: 1000 g; add carrots: 500 g
6 bottles of sunflower oil => add sunflower oil: 6 bottle
can i have 4 packets of maggi noodles please => add maggi noodles: 4 packet
bread => add bread
milk, bread, butter => add milk; add bread; add butter
rice 10kg => add rice: 10000 g [10000 g]
pepsi 250ml x 6 => add pepsi: 6 [250 ml]
3x lays classic 52g => add lays classic: 3 [52 g]
- atta 5 kg\n- sugar 2 kg\n- tea 1 packet => add atta: 5000 g [5000 g]; add sugar: 2000 g [2000 g]; add tea: 1 packet
1. toor dal 1kg\n2. salt 2 packets\n3. eggs 30 => add toor dal: 1000 g [1000 g]; add salt: 2 packet; add eggs: 30
a dozen bananas => add bananas: 1 dozen
one and a half kg chicken => add chicken: 1500 g
a couple of lemons and some coriander => add lemons: 2; add coriander: some
double it please => scale it x2
triple the milk => scale milk x3
half of that => scale it x0.5
same as last week => same
just send my usual => same
repeat my previous order => same
remove the bread => remove bread
take out the onions please => remove onions
I don't want the milk anymore => remove milk
no sugar please => remove sugar
make it 12 => set it: 12
change the eggs to 2 dozen => set eggs: 2 dozen
make the sugar 3 kg instead => set sugar: 3000 g
I meant 6 => set it: 6
no, 4 packets => set it: 4 packet
2 more => add it: 2
another packet of chips => add chips: 1 packet
one less bottle of oil => remove oil: 1 bottle
replace the butter with margarine => replace butter > margarine
brown bread instead of white bread => replace white bread > brown bread
swap coke for 2 pepsi => replace coke > pepsi: 2
empty my cart => clear
delete everything => clear
do you have paneer? => nothing
what's the price of 5 kg rice? => nothing
how much for a dozen eggs => nothing
when will you deliver? => nothing
can you deliver by 6 pm? => nothing
we are 12 people => nothing
call me on 98765 43210 => nothing
deliver to flat 304, Green Park Apartments, MG Road => nothing
thanks a lot! => nothing
my name is Priya => nothing
2 kg basmati rice by Saturday => add basmati rice: 2000 g
500 paper cups 250 ml => add paper cups: 500 [250 ml]
1000 paper bags => add paper bags: 1000
200 kraft boxes 8x8 inch => add kraft boxes: 200 [8 inch, 8 inch]
50 rolls of thermal paper 80 mm => add thermal paper: 50 roll [80 mm]
two cartons of 12 oz cups with lids => add cups with lids: 2 carton [12 oz]
add 5 kg sugar and remove the salt => add sugar: 5000 g; remove salt
remove rice and dal => remove rice; remove dal
I need 10 trays of eggs for tomorrow morning => add eggs: 10 tray
2 kg each of onions and tomatoes => add onions: 2000 g; add tomatoes: 2000 g
biscuits under 50 rupees 3 packets => add biscuits: 3 packet
could you add 3 cans of tuna? => add tuna: 3 tin
two 1 litre bottles of coke => add coke: 2 bottle [1000 ml]
1,200 sugar sachets => add sugar sachets: 1200
only 1 kg => set it: 1000 g
3 kg rice, sorry make that 4 => add rice: 3000 g; set it: 4
some apples and a few oranges => add apples: some; add oranges: some
a quarter kg of ginger => add ginger: 250 g
2 packs amul butter 100 g => add amul butter: 2 packet [100 g]
is the fish fresh? => nothing
yes => nothing
ok confirm => nothing
`,
  },
  {
    language: 'hi',
    lines: String.raw`
ek kilo aloo aur aadha kilo pyaz => add aloo: 1000 g; add pyaz: 500 g
mujhe do litre doodh chahiye => add doodh: 2000 ml
bhaiya 3 packet maggi bhej do => add maggi: 3 packet
dhai kilo chawal => add chawal: 2500 g
sawa kilo bhindi de dena => add bhindi: 1250 g
paune do kilo aam => add aam: 1750 g
saadhe teen kilo atta => add atta: 3500 g
ek paav hari mirch => add hari mirch: 250 g
do darjan ande => add ande: 2 dozen
doodh hata do => remove doodh
chini nahi chahiye => remove chini
isko 4 kar do => set it: 4
chawal 10 kilo kar do => set chawal: 10000 g
ek aur packet => add it: 1 packet
do aur bhej dena => add it: 2
pichle hafte wala order phir se => same
wahi bhej do jo pichli baar mangwaya tha => same
sab hata do => clear
pyaz ki jagah lehsun => replace pyaz > lehsun
double kar do => scale it x2
doodh hai kya? => nothing
aloo kitne ka hai? => nothing
kal subah tak bhej dena => nothing
bees rupaye wala biscuit 2 packet => add biscuit: 2 packet {20}
thoda dhaniya => add dhaniya: some
chawal 5 kilo, daal 2 kilo, namak 1 packet => add chawal: 5000 g [5000 g]; add daal: 2000 g [2000 g]; add namak: 1 packet
pachees kilo chini ki bori => add chini: 1 sack [25000 g]
आधा किलो पनीर => add पनीर: 500 g
दो किलो प्याज और एक लीटर तेल => add प्याज: 2000 g; add तेल: 1000 ml
मुझे तीन पैकेट दूध चाहिए => add दूध: 3 packet
डेढ़ किलो आलू भेज दो => add आलू: 1500 g
चीनी हटा दो => remove चीनी
इसको ३ कर दो => set it: 3
५ किलो आटा => add आटा: 5000 g
एक दर्जन केले => add केले: 1 dozen
पिछली बार वाला => same
दूध की जगह दही => replace दूध > दही
सब कुछ हटा दो => clear
क्या आपके पास अंडे हैं? => nothing
चावल का भाव क्या है => nothing
थोड़े टमाटर => add टमाटर: some
दाल नहीं चाहिए => remove दाल
`,
  },
  {
    language: 'en',
    isAnswer: true,
    lines: String.raw`
3 => add it: 3
two please => add it: 2
half a kilo => add it: 500 g
5 kg => add it: 5000 g
a dozen => add it: 1 dozen
4 packets => add it: 4 packet
make it 6 => set it: 6
no => nothing
not sure yet => nothing
`,
  },
];
