/** Wakes everybody who waits, once; who wants to be woken again waits again. */
export class Signal {
  private readonly waiting = new Set<() => void>();

  wake(): void {
    const all = [...this.waiting];
    this.waiting.clear();
    for (const one of all) one();
  }

  add(one: () => void): void {
    this.waiting.add(one);
  }

  delete(one: () => void): void {
    this.waiting.delete(one);
  }
}
