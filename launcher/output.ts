import process from 'node:process';

/** What `npm start` tells a person: progress on standard error when standard output is for a program. */
export class Output {
  private readonly isJson: boolean;

  constructor(isJson: boolean) {
    this.isJson = isJson;
  }

  /** A step: its line when it begins to be slow or ends, with the time it took. */
  async step<T>(title: string, work: (slow: (message: string) => void) => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    const result = await work((message) => this.line(`• ${title}: ${message} …`));
    this.line(`✓ ${title} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
    return result;
  }

  line(text: string): void {
    (this.isJson ? process.stderr : process.stdout).write(`${text}\n`);
  }

  /** The one line for a program. */
  json(value: object): void {
    if (this.isJson) process.stdout.write(`${JSON.stringify(value)}\n`);
  }
}
