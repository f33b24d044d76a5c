import { templateCache } from './template-cache.js';

describe('the cache of templates', () => {
  it('makes a value once, and forgets the one that was not asked for longest', () => {
    const cache = templateCache<string>(2);
    const made: string[] = [];
    const ask = (key: string) =>
      cache(key, () => {
        made.push(key);
        return key.toUpperCase();
      });
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(ask)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });
});
