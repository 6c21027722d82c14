/** The page of the assistant: one chat, earlier ones, log-in. Everything that was written by anybody is set as text, never as HTML. */

/** @type {(id: string) => any} */
const element = (id) => document.getElementById(id);
const POLL_MS = 5000;
/** Kept while the answer is not known, so that sending again is the same message. @type {{text: string, id: string} | undefined} */
let unanswered;
let csrfToken = '';
let sessionId = '';
let isSending = false;

class Problem extends Error {
  /** @param {any} body @param {number} status */
  constructor(body, status) {
    super(body?.detail ?? `The service answered ${status}.`);
    this.code = body?.code;
    this.fields = body?.errors ?? [];
  }
}

/** @param {string} path @param {object} [body] */
async function call(path, body) {
  const isPost = body !== undefined;
  const response = await fetch(path, {
    method: isPost ? 'POST' : 'GET',
    headers: isPost ? { 'content-type': 'application/json', 'x-csrf-token': csrfToken } : {},
    body: isPost ? JSON.stringify(body) : undefined,
  });
  const answer = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw new Problem(answer, response.status);
  return answer;
}

async function refreshSession() {
  const session = await call('/api/csrf/');
  csrfToken = session.csrf_token;
  showUser(session.username);
  await refreshChats();
}

/** @param {string | null} name Null: a guest. */
function showUser(name) {
  element('who').textContent = name === null ? 'You are a guest.' : `You are logged in as ${name}.`;
  element('account-button').hidden = name !== null;
  element('logout').hidden = name === null;
}

async function refreshChats() {
  const chats = await call('/api/chat/');
  const current = chats.find((/** @type {any} */ chat) => chat.is_current);
  sessionId = current?.session ?? '';
  // Only what is new is added: a screen reader would read all of it again.
  const items = (current?.messages ?? []).flatMap(itemsOf);
  const chat = element('chat');
  if (chat.dataset.session !== sessionId) chat.replaceChildren();
  chat.dataset.session = sessionId;
  const shown = chat.children.length;
  const isSame = [...chat.children].every((item, index) => item.textContent === items[index]?.textContent);
  if (isSame) chat.append(...items.slice(shown));
  else chat.replaceChildren(...items);
  if (!isSame || items.length > shown) chat.lastElementChild?.scrollIntoView({ block: 'nearest' });
  showEarlier(chats.filter((/** @type {any} */ one) => !one.is_current));
}

/** @param {any[]} chats */
function showEarlier(chats) {
  element('earlier-section').hidden = chats.length === 0;
  const list = element('earlier');
  if (list.dataset.sessions === String(chats.map((chat) => chat.session))) return;
  list.dataset.sessions = String(chats.map((chat) => chat.session));
  list.replaceChildren(
    ...chats.map((chat) => {
      const details = document.createElement('details');
      const summary = document.createElement('summary');
      summary.textContent = `${new Date(chat.started_at).toLocaleString()} (${chat.messages.length})`;
      const log = document.createElement('ol');
      log.append(...chat.messages.flatMap(itemsOf));
      details.append(summary, log);
      return details;
    }),
  );
}

/** @param {{user: string | null, response: string | null, state: string | null}} exchange */
function itemsOf({ user, response, state }) {
  const items = [];
  if (user !== null) items.push(itemOf('You', user, ''));
  if (response !== null) items.push(itemOf('Assistant', response, state ?? 'a person'));
  return items;
}

/** @param {string} name @param {string} text @param {string} meta */
function itemOf(name, text, meta) {
  const item = document.createElement('li');
  if (name === 'You') item.className = 'mine';
  for (const [className, content] of [
    ['name', `${name}: `],
    ['text', text],
    ['meta', meta === '' ? '' : ` (${meta.replaceAll('_', ' ')})`],
  ]) {
    const part = document.createElement('span');
    part.className = className ?? '';
    part.textContent = content ?? '';
    item.append(part);
  }
  return item;
}

/** @param {string} text */
async function send(text) {
  if (unanswered?.text !== text) unanswered = { text, id: crypto.getRandomValues(new Uint32Array(4)).join('-') };
  const { id } = unanswered;
  let answer = await call('/api/send-message/', { message: text, message_id: id });
  while (answer.status === 'pending') {
    element('status').textContent = 'The answer takes a little longer …';
    await new Promise((resolve) => setTimeout(resolve, 1000));
    answer = await call(answer.link);
  }
  unanswered = undefined;
  element('status').textContent = answer.response === null ? 'A person reads this and will answer here.' : '';
}

element('message-form').addEventListener('submit', async (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  const field = element('message');
  const text = field.value;
  if (text.trim() === '' || isSending) return;
  isSending = true;
  element('status').textContent = 'Sending …';
  try {
    await send(text);
    field.value = '';
    await refreshChats();
  } catch (problem) {
    element('status').textContent = `Not sent: ${/** @type {Error} */ (problem).message} Your text is still there.`;
    if (problem instanceof Problem && problem.code === 'not_logged_in') await refreshSession();
  } finally {
    isSending = false;
    field.focus();
  }
});

element('message').addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  element('message-form').requestSubmit();
});

element('account-button').addEventListener('click', () => showAccount(element('account').hidden));

/** @param {boolean} isShown */
function showAccount(isShown) {
  element('account').hidden = !isShown;
  element('account-button').setAttribute('aria-expanded', String(isShown));
  (isShown ? element('username') : element('message')).focus();
}

element('account-form').addEventListener('submit', async (/** @type {SubmitEvent} */ event) => {
  event.preventDefault();
  const action = /** @type {HTMLButtonElement | null} */ (event.submitter)?.value ?? 'login';
  const [username, password] = [element('username'), element('password')];
  showFieldErrors([]);
  element('account-error').textContent = '';
  try {
    await call(`/api/${action}/`, { username: username.value, password: password.value });
    password.value = '';
    showAccount(false);
    await refreshSession();
  } catch (problem) {
    const fields = problem instanceof Problem ? problem.fields : [];
    showFieldErrors(fields);
    if (fields.length === 0) element('account-error').textContent = /** @type {Error} */ (problem).message;
  }
});

/** @param {{path: string, message: string}[]} errors */
function showFieldErrors(errors) {
  for (const name of ['username', 'password']) {
    const error = errors.find(({ path }) => path === name);
    element(`${name}-error`).textContent = error === undefined ? '' : `It ${error.message}.`;
    element(name).toggleAttribute('aria-invalid', error !== undefined);
    if (error !== undefined) element(name).focus();
  }
}

element('logout').addEventListener('click', async () => {
  await call('/api/logout/', {});
  element('chat').replaceChildren();
  await refreshSession();
  element('account-button').focus();
});

/** A person's words come without being asked for. */
setInterval(() => {
  if (document.visibilityState === 'visible' && sessionId !== '' && !isSending) refreshChats().catch(() => undefined);
}, POLL_MS);

refreshSession().catch((problem) => {
  element('status').textContent = `The assistant cannot be reached: ${problem.message}`;
});
