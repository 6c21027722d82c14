import type { DialogueFlow, Language } from '../../contracts/dialogue.ts';
import type { TurnOutcome } from '../flow-tests/conversation.ts';
import { inFragments, withTypos } from './habits.ts';
import type { Persona } from './personas.ts';
import type { AsideKind } from './phrases.ts';
import { asidesOf, COMPANIES, DAYS, NAMES, OWN_WORDS } from './phrases.ts';
import type { Purpose } from './purpose.ts';
import type { Random } from './random.ts';
import type { Moves } from './route.ts';
import { intentsTowards, questionsOf } from './route.ts';

/** What a customer does next. */
export type CustomerMove =
  | {
      readonly kind: 'says';
      readonly texts: readonly string[] /** Milliseconds before it is said. */;
      readonly afterMs: number;
    }
  /** Nothing for this long; what happens then is another move. */
  | { readonly kind: 'waits'; readonly afterMs: number }
  /** Has had enough of useless replies, or just does not come back. */
  | { readonly kind: 'leaves'; readonly why: 'patience' | 'habit' };

/** Someone who talks to a flow. Sees of it what a customer sees, and where it stands. */
export interface Customer {
  next(state: string, last: TurnOutcome | undefined): CustomerMove | Promise<CustomerMove>;
}

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

export interface CustomerMaking {
  readonly flow: DialogueFlow;
  readonly persona: Persona;
  readonly moves: Moves;
  readonly goals: ReadonlySet<string>;
  /** What the customer came for, where the flow has no goals. */
  readonly errands: readonly string[];
  /** What the customer is after, where that is more than a goal or errands. */
  readonly purpose: Purpose | undefined;
  readonly random: Random;
}

/**
 * A customer of phrases. Knows the way to the goal as people know how to buy, takes it as straight as the persona is, and
 * says everything in the persona's manner.
 */
export class PhraseCustomer implements Customer {
  private readonly making: CustomerMaking;
  private readonly facts: Readonly<Record<string, string>>;
  /** Replies in a row that left the customer where they were. */
  private stuck = 0;
  /** What was said last was said besides. */
  private wasAside = false;
  private readonly answered = new Set<string>();
  private last: TurnOutcome | undefined;
  private isFedUp = false;
  private wasSilent = false;

  constructor(making: CustomerMaking) {
    const { random } = making;
    this.making = making;
    this.facts = {
      name: random.pick(NAMES),
      company: random.pick(COMPANIES),
      hours: String(random.between(3, 40)),
      budget: String(random.between(2, 40) * 100),
      day: random.pick(DAYS),
      email: `${random.pick(['anna', 'ravi', 'office'])}@acme.example`,
    };
  }

  next(state: string, last: TurnOutcome | undefined): CustomerMove {
    const { persona, random } = this.making;
    if (last !== undefined) this.judge(last);
    if (this.isFedUp) return { kind: 'leaves', why: 'patience' };
    if (this.stuck >= persona.patience) return this.hasEnough();
    if (last !== undefined && !this.wasSilent && random.chance(persona.silence)) {
      this.wasSilent = true;
      return { kind: 'waits', afterMs: random.between(1, 9) * DAY_MS };
    }
    if (this.wasSilent && !random.chance(persona.returns)) return { kind: 'leaves', why: 'habit' };
    this.wasSilent = false;
    return this.says(last === undefined ? this.firstWords(state) : this.sentence(state));
  }

  /** Half of all customers greet; the others come to the point. */
  private firstWords(state: string): string {
    const { random, flow } = this.making;
    const greets = flow.intents.some(({ name }) => name === 'greeting') && random.chance(0.5);
    return greets ? this.inOwnWords('greeting') : this.onTheWay(state);
  }

  private judge(last: TurnOutcome): void {
    const { stateBefore, stateAfter, events, understanding } = last;
    this.last = last;
    const { intent } = understanding;
    const isHandled = events.every(({ name }) => name !== 'not_handled');
    const isErrandDone =
      isHandled && intent !== undefined && this.making.errands.includes(intent) && !this.answered.has(intent);
    if (isErrandDone) this.answered.add(intent);
    const isNews = isErrandDone || stateBefore !== stateAfter || events.some(({ name }) => name === 'slot_set');
    // Whoever chats, thanks or complains in between does not expect that an answer to that leads on.
    if (isNews) this.stuck = 0;
    else if (!this.wasAside || !isHandled) this.stuck += 1;
  }

  private hasEnough(): CustomerMove {
    const { whenFedUp } = this.making.persona;
    this.isFedUp = true;
    if (whenFedUp === 'leave') return { kind: 'leaves', why: 'patience' };
    return this.says(this.aside(whenFedUp));
  }

  private sentence(state: string): string {
    const { persona, random } = this.making;
    this.wasAside = !random.chance(persona.focus);
    return !this.wasAside ? this.onTheWay(state) : this.aside(random.weighted<AsideKind>(persona.asides));
  }

  private onTheWay(state: string): string {
    const { random, moves, errands, purpose } = this.making;
    if (purpose !== undefined) return this.filled(purpose.words(state, this.language(), this.last));
    const errand = errands.find((name) => !this.answered.has(name)) ?? errands[0];
    if (errand !== undefined) return this.inOwnWords(errand);
    if (ASKS_ADDRESS.test(this.last?.reply?.text ?? '') && random.chance(0.9))
      return this.filled(random.pick(ADDRESSED));
    const intents = this.waysFrom(state);
    // Whoever was not understood says more about what is wanted.
    const most = Math.max(...intents.map((intent) => moves.tells.get(intent) ?? 0));
    const telling = intents.filter((intent) => moves.tells.get(intent) === most);
    return this.inOwnWords(random.pick(this.stuck > 0 && most > 0 ? telling : intents));
  }

  /** Whoever gets nowhere on the straight way says something else that leads on from here. */
  private waysFrom(state: string): readonly string[] {
    const { moves, goals, flow } = this.making;
    const exits = this.stuck > 0 ? (moves.exits.get(state) ?? []).map(({ intent }) => intent) : [];
    const onTheWay = [...intentsTowards(moves, state, goals), ...exits];
    return onTheWay.length > 0 ? onTheWay : flow.intents.map(({ name }) => name);
  }

  private inOwnWords(intent: string): string {
    const { random, flow } = this.making;
    const language = this.language();
    const own = OWN_WORDS[intent]?.[language] ?? [];
    const examples = flow.intents.find(({ name }) => name === intent)?.examples ?? [];
    const inLanguage = examples.filter((text) => isWrittenIn(text, language));
    const words = own.length > 0 && random.chance(0.5) ? own : inLanguage.length > 0 ? inLanguage : examples;
    return this.filled(random.pick(words.length > 0 ? words : own));
  }

  private aside(kind: AsideKind): string {
    const { random, flow } = this.making;
    const intents = flow.intents.map(({ name }) => name);
    const ofFlow =
      kind === 'question'
        ? questionsOf(flow)
        : kind === 'objection'
          ? intents.filter((name) => name.startsWith('objection'))
          : [];
    if (ofFlow.length > 0 && random.chance(0.5)) return this.inOwnWords(random.pick(ofFlow));
    const bank = asidesOf(flow)[kind];
    return this.filled(random.pick(bank[this.language()] ?? bank['en'] ?? []));
  }

  private language(): Language {
    return this.making.random.pick(this.making.persona.languages);
  }

  private filled(phrase: string): string {
    return phrase.replace(/\{(\w+)\}/g, (whole, name: string) => this.facts[name] ?? whole);
  }

  private says(sentence: string): CustomerMove {
    const { persona, random } = this.making;
    const isCareful = !this.wasAside && this.making.purpose?.isCareful === true;
    const typed = withTypos(sentence, isCareful ? 0 : persona.typos, random);
    const texts = random.chance(persona.fragments) ? inFragments(typed, random) : [typed];
    return { kind: 'says', texts, afterMs: random.between(5, 180) * SECOND_MS };
  }
}

/** Customers give an address where one is asked for. */
const ASKS_ADDRESS = /e-?mail|ईमेल|पते पर/iu;
const ADDRESSED = ['{email}', 'my email is {email}', 'send it to {email}', '{email} please'];

/** By its script: Hindi in Latin letters counts as English here. */
function isWrittenIn(text: string, language: Language): boolean {
  const isDevanagari = /\p{Script=Devanagari}/u.test(text);
  return language === 'hi' ? isDevanagari : !isDevanagari;
}
