/** Which methods a path takes, so that a wrong one is told apart from a path that is not there. */
export class KnownRoutes {
  private readonly methods = new Map<string, Set<string>>();

  /** Patterns as Fastify has them, such as `/conversations/:id`. */
  add(method: string | readonly string[], pattern: string): void {
    if (pattern.includes('*')) return;
    const known = this.methods.get(pattern) ?? new Set<string>();
    for (const one of typeof method === 'string' ? [method] : method) known.add(one);
    this.methods.set(pattern, known);
  }

  /** Empty when there is no such path. Looks at every pattern: only requests that found no route come here. */
  methodsOf(url: string): readonly string[] {
    const parts = partsOf(url.split('?')[0] ?? '');
    const found = [...this.methods].filter(([pattern]) => fits(partsOf(pattern), parts));
    return [...new Set(found.flatMap(([, methods]) => [...methods]))].toSorted();
  }
}

function partsOf(path: string): readonly string[] {
  return path.replace(/\/$/, '').split('/');
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return (
    pattern.length === parts.length &&
    pattern.every((part, index) => (part.startsWith(':') ? parts[index] !== '' : part === parts[index]))
  );
}
