import type { LinesOfLanguage } from './order-lines.ts';

/**
 * Lines as they are typed to a grocer and to a packaging wholesaler: Indian English, Hinglish, Hindi, British and American, on phones.
 * Whoever wrote them knew the grammar's code and some forty of its lines. They were parted line by line in two halves; read at
 * first sight: 49 of 98 of the first half, 53 of 96 of the other. The grammar is tuned on the first.
 */
export const TYPED_LINES: readonly LinesOfLanguage[] = [
  {
    language: 'en',
    lines: String.raw`
two 10-rupee biscuits => add biscuits: 2 {10}
5 rs wali maggi 10 packet => add maggi: 10 packet {5}
i need six 5 rupee parle g n 2 kg atta => add parle g: 6 {5}; add atta: 2000 g
make the 20 rupee chips 6 => set chips: 6 {20}
a $3 bag of pretzels => add pretzels: 1 bag {3}
biscuit 10 wala 5 pkt => add biscuit: 5 packet {10}
coriander worth 20 rupees => add coriander
make the 12 oz ones 200 => set it: 200 [12 oz]
drop the small ones => remove it (small)
the bigger ones 3 pls => add it (big): 3
500 more of the 16oz => add it: 500 [16 oz]
only keep the rice => keep rice
cancel the rest => keep it
just keep milk n eggs remove all others => keep milk, eggs
take out everything apart from the dal => keep dal
keep only the bread and drop the others => keep bread
scrap the lot but leave the butter => keep butter
same as last time except the milk => same; remove milk
same as last time but make the milk 3 => same; set milk: 3
the usual minus the curd => same; remove curd
forget the eggs, take bread instead => replace eggs > bread
cancel the paneer and give tofu instead => replace paneer > tofu
swap the white bread for brown => replace white bread > brown
instead of toor dal give me moong dal 2 kg => replace toor dal > moong dal: 2000 g [2000 g]
no not basmati, sona masoori => replace basmati > sona masoori
no onions => remove onions
dont send tomatoes this time => remove tomatoes
actually no eggs => remove eggs
take 1 off the bread => remove bread: 1
another one of those => add it: 1
one more pls bhai => add it: 1
add another dozen eggs => add eggs: 1 dozen
2 extra milk => add milk: 2
i think 3 breads maybe 4 => add breads: some
about 2 kg potatoes => add potatoes: 2000 g
4 or 5 apples => add apples: some
minimum 50 boxes, 10 inch => add boxes: some [10 inch]
not more than 2 kg okra => add okra: some
some more curd => add curd: some
a couple of breads => add breads: 2
half dozen eggs => add eggs: 0.5 dozen
one and half kg chicken curry cut => add chicken curry cut: 1500 g
1½ litre oil => add oil: 1500 ml
1.5kg sugar 2kg rice 500g dal => add sugar: 1500 g; add rice: 2000 g; add dal: 500 g
2 nos bread, 1 no. butter => add bread: 2 piece; add butter: 1 piece
2x milk 3x curd 1x paneer => add milk: 2; add curd: 3; add paneer: 1
- 2 kg onion\n- 1 kg tomato\n- coriander 1 bunch => add onion: 2000 g; add tomato: 1000 g; add coriander: 1 bunch
sugar-2kg\ntea-500g\nsalt-1 => add sugar: 2000 g [2000 g]; add tea: 500 g [500 g]; add salt: 1
milk+bread+eggs => add milk; add bread; add eggs
need 2 milk 1 bread n 6 eggs => add milk: 2; add bread: 1; add eggs: 6
hi can i get 2 pkts of milk n 1 dozn eggs => add milk: 2 packet; add eggs: 1 dozen
i want milk 2 ltr curd 1 kg paneer 200 gm => add milk: 2000 ml [2000 ml]; add curd: 1000 g [1000 g]; add paneer: 200 g [200 g]
cud u send 4 eggs n bread => add eggs: 4; add bread
a tin of baked beans and 4 cans of tuna please => add baked beans: 1 tin; add tuna: 4 tin
500g mince, 2 onions and a tube of tomato puree => add mince: 500 g; add onions: 2; add tomato puree: 1
lemme get a half gallon of whole milk => add whole milk: 1892.705892 ml
we need 1000 12oz paper cups with lids => add paper cups with lids: 1000 [12 oz]
pizza boxes 10" - 400, 12" - 200 => add pizza boxes: 400 [10 inch]; add it: 200 [12 inch]
2k paper bags, 5 hundred straws => add paper bags: 2000; add straws: 500
two hundred 10 inch and one hundred 12 inch pizza boxes => add pizza boxes: 200 [10 inch]; add pizza boxes: 100 [12 inch]
need 3 gross of straws => add straws: 432
make the milk 3 and the bread 2 => set milk: 3; set bread: 2
sorry i meant 5 not 50 => set it: 5
only 1 bread => set bread: 1
increase eggs by a dozen => add eggs: 1 dozen
halve the rice => scale rice x0.5
remove all of it => clear
empty my cart => clear
do u have eggs => nothing
what sizes do the boxes come in => nothing
my flat is 302, 3rd floor => nothing
2 => nothing
`,
  },
  {
    language: 'hi',
    lines: String.raw`
bhai 2 kilo aloo aur 1 kilo pyaz bhej do => add aloo: 2000 g; add pyaz: 1000 g
dhai kilo chawal dena => add chawal: 2500 g
pauna kilo paneer => add paneer: 750 g
dedh kilo tamatar, saadhe teen kilo aata => add tamatar: 1500 g; add aata: 3500 g
das rupaye wale do chips dena => add chips: 2 {10}
doodh chhod ke sab hata do => keep doodh
doodh ke alawa sab nikal do => keep doodh
bade wale 5 kar do => set it (big): 5
500 ml wale 3 aur => add it: 3 [500 ml]
ande nahi chahiye bread de do => replace ande > bread
chini 2 kilo kar do => set chini: 2000 g
do aur de do => add it: 2
thoda adrak aur kuch nimbu => add adrak: some; add nimbu: some
do teen nimbu => add nimbu: some
pichli baar wala hi bhej do par ande mat bhejna => same; remove ande
mere liye 3 bread 2 butter 1 jam dal do => add bread: 3; add butter: 2; add jam: 1
मुझे दो किलो आलू और एक किलो प्याज चाहिए => add आलू: 2000 g; add प्याज: 1000 g
एक दर्जन अंडे और तीन पैकेट दूध => add अंडे: 1 dozen; add दूध: 3 packet
दूध छोड़कर सब हटा दो => keep दूध
१० रुपये वाले दो बिस्कुट => add बिस्कुट: 2 {10}
प्याज मत भेजना => remove प्याज
एक और => add it: 1
थोड़ा धनिया => add धनिया: some
बाकी सब कैंसिल कर दो => keep it
`,
  },
];

/** More of the same, written while the grammar was tuned. */
export const TYPED_LATER_LINES: readonly LinesOfLanguage[] = [
  {
    language: 'en',
    lines: String.raw`
the 20₹ chips x2 => add chips: 2 {20}
rs20 biscuit 3 => add biscuit: 3 {20}
2 lays of 10 rs => add lays: 2 {10}
2 maggi 14 rs wali aur 1 bread => add maggi: 2 {14}; add bread: 1
make the 5 rs ones 10 => set it: 10 {5}
5 pens 10 rs ones => add pens: 5 {10}
biscuits under 50 rupees 3 packets => add biscuits: 3 packet
2 lays 10 rs each => add lays: 2
40 rs kilo tomatoes => add tomatoes
tomatoes for 20 rupees => add tomatoes
my budget is 500 rs => nothing
i paid 200 rupees yesterday => nothing
500 ka note hai => nothing
keep the ₹28 milk, cancel the rest => keep milk {28}
keep the small ones only => keep it (small)
keep rice and dal only => keep rice, dal
keep only rice, dal and salt => keep rice, dal, salt
keep the change => nothing
keep 2 milk => set milk: 2
only keep 2 milk => set milk: 2
remove everything except 2 milk and eggs => keep milk, eggs; set milk: 2
drop everything, keep rice => keep rice
clear the cart but keep milk => keep milk
remove everything. just rice 5 kg => clear; add rice: 5000 g [5000 g]
cancel everything except milk and add 2 bread => keep milk; add bread: 2
4 eggs cancel the rest => add eggs: 4; keep it
no need of the rest => keep it
everything except onions => nothing
one six inch box => add box: 1 [6 inch]
two three lemons => add lemons: some
twenty five eggs => add eggs: 25
vitamin b-12 => add vitamin b-12
2 no. bread => add bread: 2 piece
not 2 but 3 => set it: 3
max 2 breads => add breads: some
maybe 5 pm => nothing
deliver at least by 6 pm => nothing
more than enough => nothing
leave it at the door => nothing
`,
  },
  {
    language: 'hi',
    lines: String.raw`
sab hata do sirf doodh rakho => keep doodh
doodh aur ande chhod ke sab hata do => keep doodh, ande
ye dono rakho baaki hata do => keep it
rest sab hata do => keep it
दूध और अंडे छोड़कर बाकी सब हटा दो => keep दूध, अंडे
do chaar packet namkeen => add namkeen: some
do kilo toor dal do => add toor dal: 2000 g
`,
  },
];

/** Of the first half, what is not read yet as it is meant. */
export const TYPED_LINES_OPEN: readonly LinesOfLanguage[] = [
  {
    language: 'en',
    lines: String.raw`
not the 500 ml ones, the 1 litre ones => replace it [500 ml] > it [1000 ml]
2 kg each potato onion tomato => add potato: 2000 g; add onion: 2000 g; add tomato: 2000 g
`,
  },
];

/** The other half: its failures are not looked at, only how many they are. */
export const TYPED_LINES_HELD_OUT: readonly LinesOfLanguage[] = [
  {
    language: 'en',
    lines: String.raw`
3 of the ₹20 chips pls => add chips: 3 {20}
the 20 rupee kurkure x 4 => add kurkure: 4 {20}
remove the 10 rs lays => remove lays {10}
two of the £1.50 loaves of bread => add bread: 2 piece {1.5}
dairy milk rs 40 wali 2 => add dairy milk: 2 {40}
₹50 of tomatoes => add tomatoes
100 of the 12 oz ones => add it: 100 [12 oz]
remove the 8 oz ones => remove it [8 oz]
make the big ones 5 => set it (big): 5
2 more of the large one => add it (big): 2
i'll take four of the 10 inch => add it: 4 [10 inch]
remove everything except the milk => keep milk
delete everything but the eggs and bread => keep eggs, bread
keep the onions, cancel the rest => keep onions
remove all except 10 inch boxes => keep boxes [10 inch]
i dont want anything except the sugar => keep sugar
clear everything other than the tomatoes pls => keep tomatoes
forget the rest just the milk => keep milk
same order as last week but without eggs => same; remove eggs
same but 3 => set it: 3
usual order plus 2 kg sugar => same; add sugar: 2000 g
forget eggs take bread => replace eggs > bread
skip the coke, pepsi instead 2 bottles => replace coke > pepsi: 2 bottle
swap milk for 2 curd => replace milk > curd: 2
change onions to shallots => replace onions > shallots
can u replace 8 inch with 10 inch => replace it [8 inch] > it [10 inch]
no onions pls but add 1 kg carrot => remove onions; add carrot: 1000 g
leave the ghee, its too costly => remove ghee
remove 2 milk => remove milk: 2
one less packet of milk => remove milk: 1 packet
one more => add it: 1
two more of them => add it: 2
another 500g of the same => add it: 500 g
maybe 2 kg onions => add onions: some
probably around 2 litres of milk => add milk: some
2-3 lemons => add lemons: some
at least 4 bananas => add bananas: some
upto 6 coconuts => add coconuts: some
few green chillies and a bit of ginger => add green chillies: some; add ginger: some
enough rice for 10 people => add rice
couple of cokes n a bag of ice => add cokes: 2; add ice: 1 bag
half a dozen bananas and quarter kg grapes => add bananas: 0.5 dozen; add grapes: 250 g
½ kg tomato ¼ kg chilli => add tomato: 500 g; add chilli: 250 g
1,5 kg sugar => add sugar: 1500 g
3/4 kg mushrooms => add mushrooms: 750 g
milk x2 => add milk: 2
milk 2\nbread 1\neggs 12 => add milk: 2; add bread: 1; add eggs: 12
- milk - 2\n- bread - 1 => add milk: 2; add bread: 1
onion : 2kg, potato : 3 kg => add onion: 2000 g [2000 g]; add potato: 3000 g [3000 g]
2 milk + 1 bread + 6 eggs => add milk: 2; add bread: 1; add eggs: 6
send me 5kg rice 2kg dal and also 1 ltr oil thx => add rice: 5000 g; add dal: 2000 g; add oil: 1000 ml
pls send 2 kgs tomatos , 1kg onoins => add tomatos: 2000 g; add onoins: 1000 g
gimme 3 maggi n 2 kurkure => add maggi: 3; add kurkure: 2
hiya could i have two pints of milk and a loaf of wholemeal => add milk: some; add wholemeal: 1 piece
two punnets of strawberries and a bunch of spring onions => add strawberries: 2 packet; add spring onions: 1 bunch
hey yall need 3 lbs ground beef and a gallon of milk => add ground beef: 1360.77711 g; add milk: 3785.411784 ml
2 heads of lettuce and a pound of butter => add lettuce: 2 piece; add butter: 453.59237 g
2 cartons of 10x10 pizza boxes => add 10x10 pizza boxes: 2 carton
500 nos 8oz cups and 500 nos 12oz => add cups: 500 piece [8 oz]; add it: 500 piece [12 oz]
1 lakh tissue papers => add tissue papers: 100000
5 rolls cling film + 10 pkt tissues + 3 ctn cups => add cling film: 5 roll; add tissues: 10 packet; add cups: 3 carton
ten each of the small and large => add it (small): 10; add it (big): 10
one kg of each: onion, potato, carrot => add onion: 1000 g; add potato: 1000 g; add carrot: 1000 g
milk should be 4 not 3 => set milk: 4
wait make that 2 => set it: 2
reduce rice to 2kg => set rice: 2000 g
double the milk => scale milk x2
twice as much sugar => scale sugar x2
start over => clear
how much is the milk => nothing
is rice 5kg available => nothing
deliver by 5 pm tomorrow => nothing
thx that's all => nothing
`,
  },
  {
    language: 'hi',
    lines: String.raw`
ek darjan ande aur do packet doodh => add ande: 1 dozen; add doodh: 2 packet
sava kilo chini => add chini: 1250 g
aadha litre tel aur paav kilo dhaniya => add tel: 500 ml; add dhaniya: 250 g
10 wala biscuit 2 packet => add biscuit: 2 packet {10}
20 rupaye ka dhaniya => add dhaniya
sirf chawal rakho baaki sab cancel => keep chawal
baaki sab cancel kar do => keep it
chhote wale hata do => remove it (small)
pyaz mat bhejna => remove pyaz
paneer ki jagah tofu de do => replace paneer > tofu
ek aur => add it: 1
ek aur packet doodh => add doodh: 1 packet
kam se kam 5 kilo aloo => add aloo: some
shayad 2 kilo pyaz => add pyaz: some
sab kuch hata do => clear
maggi 5 pkt n chai patti 250gm bhejdo jaldi => add maggi: 5 packet; add chai patti: 250 g [250 g]
आधा किलो पनीर भेज दो => add पनीर: 500 g
ढाई किलो चावल, सवा किलो चीनी => add चावल: 2500 g; add चीनी: 1250 g
सिर्फ चावल रखो => keep चावल
बड़े वाले पांच कर दो => set it (big): 5
दूध की जगह दही दे दो => replace दूध > दही
कम से कम चार नींबू => add नींबू: some
चीनी दो किलो कर दो => set चीनी: 2000 g
`,
  },
];
