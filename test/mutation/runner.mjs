// Jest's own tests and assertions without what Jest does around them: for each mutant the specs are evaluated anew in the
// same process and the tests that touch it run until one fails, which takes milliseconds instead of a second. The code
// under test is evaluated anew only where Stryker asks for it: for mutants that are reached while modules load.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { jestExpect } from '@jest/expect';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import * as circus from 'jest-circus';

import { modulesOf } from './modules.mjs';

// Few values, and the same for every mutant: what only chance would catch needs a test that says it.
fc.configureGlobal({ numRuns: 10, seed: 1 });
const { describe, it, test } = circus;
Object.assign(globalThis, { describe, it, test, expect: jestExpect });
const mutation = (globalThis.__stryker__ ??= {});

const namesOf = (block) => (block.parent === undefined ? [] : [...namesOf(block.parent), block.name]);
const idOf = (one) => namesOf(one).join(' › ');
const testsOf = (block) => block.children.flatMap((child) => (child.type === 'test' ? [child] : testsOf(child)));
const textOf = (error) => String(error instanceof Error ? (error.stack ?? error.message) : error);

class Runner {
  root = process.cwd();
  modules = modulesOf(this.root);
  /** The modules were evaluated under a mutant. */
  isTainted = false;
  specs = readdirSync(join(this.root, process.env.MUTATED), { recursive: true })
    // Chance catches much; that each rule has a test of its own is what is asked here.
    .filter((name) => name.endsWith('.spec.ts') && !name.endsWith('.int.spec.ts') && !name.includes('random-damage'))
    .map((name) => join(process.env.MUTATED, name))
    .toSorted();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    delete mutation.activeMutant;
    const result = await this.run({ bail: false, anew: true });
    return { ...result, mutantCoverage: mutation.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit, mutantActivation, reloadEnvironment, ...of }) {
    Object.assign(mutation, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const first = basename(of.sandboxFileName).replace('.ts', '.spec.ts');
    const anew = reloadEnvironment || mutantActivation !== 'runtime';
    const mutant = { id: activeMutant.id, fromTheStart: mutantActivation !== 'runtime' };
    const result = await this.run({ bail: !disableBail, testFilter, mutant, first, anew });
    delete mutation.activeMutant;
    return toMutantRunResult(determineHitLimitReached(mutation.hitCount, hitLimit) ?? result, disableBail);
  }

  /** `first`: the spec that is most likely to notice. */
  async run({ bail, testFilter, mutant, first, anew }) {
    const wanted = testFilter === undefined ? null : new Set(testFilter);
    const files = this.specs
      .filter((file) => wanted === null || testFilter.some((id) => id.startsWith(`${file} › `)))
      .toSorted((a, b) => Number(basename(b) === first) - Number(basename(a) === first));
    mutation.activeMutant = mutant?.fromTheStart === true ? mutant.id : undefined;
    mutation.currentTestId = undefined;
    this.modules.forget((file) => anew || this.isTainted || file.endsWith('.spec.ts'));
    this.isTainted = mutant?.fromTheStart === true;
    circus.resetState();
    Object.assign(circus.getState(), { parentProcess: process, testTimeout: 60_000 });
    try {
      for (const file of files) describe(file, () => void this.modules.load(join(this.root, file)));
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: textOf(error) };
    }
    mutation.activeMutant = mutant?.id;
    return { status: DryRunStatus.Complete, tests: await this.play(wanted, bail) };
  }

  async play(wanted, bail) {
    const tests = testsOf(circus.getState().rootDescribeBlock);
    if (wanted !== null) for (const one of tests) if (!wanted.has(idOf(one))) one.mode = 'skip';
    const results = [];
    const notice = (event) => {
      if (event.name === 'test_start') mutation.currentTestId = idOf(event.test);
      if (event.name !== 'test_done') return;
      mutation.currentTestId = undefined;
      const { test: done } = event;
      const common = { id: idOf(done), name: idOf(done), timeSpentMs: done.duration ?? 0, fileName: namesOf(done)[0] };
      const [error] = done.errors.flat();
      results.push(
        error === undefined
          ? { ...common, status: TestStatus.Success }
          : { ...common, status: TestStatus.Failed, failureMessage: textOf(error) },
      );
      if (error !== undefined && bail) for (const one of tests) one.mode = 'skip';
    };
    circus.addEventHandler(notice);
    await circus.run();
    circus.removeEventHandler(notice);
    return results;
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', Runner)];
