/** Folders of `flows/` that are no flows. */
const TAKEN = new Set(['engine', 'classifier', 'understanding', 'catalogue']);

const MAX_NAME_CHARS = 40;

/** What is wrong with a name for a flow; undefined: nothing. */
export function problemWithName(name: string): string | undefined {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name))
    return `"${name}" is no name for a flow: small letters and digits, words joined by -, such as book-a-table`;
  if (name.length > MAX_NAME_CHARS) return `the name is longer than ${MAX_NAME_CHARS} characters`;
  return TAKEN.has(name) ? `flows/${name} is part of the engine; choose another name` : undefined;
}

/** Name of the function that makes the flow: `book-a-table` → `bookATableFlow`. */
export function functionName(name: string): string {
  return `${name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}Flow`;
}

/** The catalogue with one more flow; undefined when its text is not as expected. */
export function withFlow(catalogue: string, name: string): string | undefined {
  const list = /(new Map\(\s*\[)([^\]]*?)(,?\s*)\]/;
  const imports = [...catalogue.matchAll(/^import .*;$/gm)].at(-1);
  if (imports === undefined || !list.test(catalogue)) return undefined;
  const end = imports.index + imports[0].length;
  const imported = `${catalogue.slice(0, end)}\nimport { ${functionName(name)} } from './${name}/flow.ts';${catalogue.slice(end)}`;
  return imported.replace(list, `$1$2, ${functionName(name)}()$3]`);
}
